using System.Linq;
using System.Management.Automation;
using FigshareTools.Hosting.Terminal;

namespace FigshareTools.Hosting.Tests.Terminal;

public class ProgressTreeTests
{
    private readonly ProgressTree _tree = new();

    [Fact]
    public void Children_stand_below_their_parent_in_the_order_they_began()
    {
        Begin(1, "run");
        Begin(2, "first", parent: 1);
        Begin(5, "other");
        Begin(3, "second", parent: 1);
        Begin(4, "part", parent: 2);

        AssertShows("0 run", "1 first", "2 part", "1 second", "0 other");
    }

    [Fact]
    public void A_child_may_come_before_its_parent_or_without_one()
    {
        Begin(2, "child", parent: 1);
        AssertShows("0 child");

        Begin(1, "run");
        AssertShows("0 run", "1 child");
    }

    [Fact]
    public void News_of_an_activity_takes_the_place_of_the_old()
    {
        Begin(1, "run");
        Begin(2, "child", parent: 1);
        Begin(1, "run again");

        AssertShows("0 run again", "1 child");
    }

    [Fact]
    public void Commands_do_not_get_into_each_others_way()
    {
        Begin(1, "mine", source: 1);
        Begin(1, "theirs", source: 2);
        Begin(2, "their child", parent: 1, source: 2);
        AssertShows("0 mine", "0 theirs", "1 their child");

        End(1, source: 1);
        AssertShows("0 theirs", "1 their child");
    }

    [Fact]
    public void What_is_completed_goes_with_everything_below_it()
    {
        Begin(1, "run");
        Begin(2, "child", parent: 1);
        Begin(3, "grandchild", parent: 2);
        Begin(4, "other");

        End(1);

        AssertShows("0 other");
    }

    [Fact]
    public void The_end_of_a_child_leaves_the_others()
    {
        Begin(1, "run");
        Begin(2, "first", parent: 1);
        Begin(3, "second", parent: 1);

        End(2);

        AssertShows("0 run", "1 second");
    }

    [Fact]
    public void The_end_of_what_never_began_changes_nothing()
    {
        End(1);
        Assert.True(_tree.IsEmpty);

        Begin(2, "run");
        End(1);
        AssertShows("0 run");
    }

    [Fact]
    public void Nothing_is_left_when_it_is_cleared()
    {
        Begin(1, "run");
        Assert.False(_tree.IsEmpty);

        _tree.Clear();

        Assert.True(_tree.IsEmpty);
        AssertShows();
    }

    private void Begin(int id, string activity, int parent = -1, long source = 0) =>
        _tree.Update(source, new ProgressRecord(id, activity, "status") { ParentActivityId = parent });

    private void End(int id, long source = 0) =>
        _tree.Update(source, new ProgressRecord(id, "end", "end") { RecordType = ProgressRecordType.Completed });

    private void AssertShows(params string[] expected) =>
        Assert.Equal(expected, _tree.InOrder().Select(bar => $"{bar.Depth} {bar.Record.Activity}"));
}
