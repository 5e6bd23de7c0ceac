using System.Linq;
using System.Management.Automation;
using FigshareTools.Hosting.Terminal;

namespace FigshareTools.Hosting.Tests.Terminal;

public class ProgressTreeTests
{
    private readonly ProgressTree _tree = new();

    [Fact]
    public void Children_follow_their_parent_in_the_order_they_began()
    {
        Begin(1, "run");
        Begin(2, "first", parent: 1);
        Begin(5, "other");
        Begin(3, "second", parent: 1);
        Begin(4, "part", parent: 2);

        AssertShows("0 run", "1 first", "2 part", "1 second", "0 other");
    }

    [Fact]
    public void Child_can_be_reported_before_or_without_its_parent()
    {
        Begin(2, "child", parent: 1);
        AssertShows("0 child");

        Begin(1, "run");
        AssertShows("0 run", "1 child");
    }

    [Fact]
    public void Update_of_an_activity_replaces_the_old_record()
    {
        Begin(1, "run");
        Begin(2, "child", parent: 1);
        Begin(1, "run again");

        AssertShows("0 run again", "1 child");
    }

    [Fact]
    public void Activities_of_different_commands_are_independent()
    {
        Begin(1, "mine", source: 1);
        Begin(1, "theirs", source: 2);
        Begin(2, "their child", parent: 1, source: 2);
        AssertShows("0 mine", "0 theirs", "1 their child");

        End(1, source: 1);
        AssertShows("0 theirs", "1 their child");
    }

    [Fact]
    public void Completed_activity_is_removed_with_its_children()
    {
        Begin(1, "run");
        Begin(2, "child", parent: 1);
        Begin(3, "grandchild", parent: 2);
        Begin(4, "other");

        End(1);

        AssertShows("0 other");
    }

    [Fact]
    public void Completed_child_does_not_affect_other_activities()
    {
        Begin(1, "run");
        Begin(2, "first", parent: 1);
        Begin(3, "second", parent: 1);

        End(2);

        AssertShows("0 run", "1 second");
    }

    [Fact]
    public void Completion_of_an_unknown_activity_is_ignored()
    {
        End(1);
        Assert.True(_tree.IsEmpty);

        Begin(2, "run");
        End(1);
        AssertShows("0 run");
    }

    [Fact]
    public void Clear_removes_all_activities()
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
