using System;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests.Cmdlets;

/// <summary>
/// Cmdlets in a task of a job array. The variables belong to the process, so no other test runs at the same time.
/// </summary>
[Collection(Name)]
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ArrayTaskTests : ModuleTest, IDisposable
{
    private const string Name = "Task of a job array";
    private const string Variable = "PBS_ARRAY_INDEX";

    public ArrayTaskTests() => Environment.SetEnvironmentVariable(Variable, "2");

    public void Dispose() => Environment.SetEnvironmentVariable(Variable, null);

    [Fact]
    public void Task_selects_its_shard()
    {
        const string Rows = "$rows = foreach ($id in 11..15) { [pscustomobject]@{ FileId = $id; size = $id -eq 13 ? '' : '100' } }; $rows";

        var shard = Run($"{Rows} | Select-FigsharePlate -ArrayTask -ShardCount 3").Clean();
        var verbose = Run($"{Rows} | Select-FigsharePlate -ShardCount 3 -Verbose").Clean();

        Assert.Equal([13], shard.Values<int>("FileId"));
        Assert.Equal([13], verbose.Values<int>("FileId"));
        Assert.Equal(["Shard 2 (of 0 to 2): 1 of 5 rows, 0 B of 400 B; without a length: 1 rows."], verbose.Verbose);
    }

    [Fact]
    public void Task_that_cannot_divide_the_pace_is_warned()
    {
        Assert.StartsWith(
            "PBS does not state how many tasks this job array has: this task asks each host of Figshare once a second, and so does "
            + "any other task; if there are any, give all tasks the same folder",
            Assert.Single(Run("Find-FigshareArticle plates").Clean().Warnings), StringComparison.Ordinal);

        Assert.Empty(Run("Find-FigshareArticle plates -PaceFolder $Folder/pace").Clean().Warnings);
    }
}
