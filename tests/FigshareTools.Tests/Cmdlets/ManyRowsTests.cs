using System;
using System.IO;
using System.Linq;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests.Cmdlets;

/// <summary>Measures the memory of the process, so no other test runs at the same time.</summary>
[Collection(Name)]
[CollectionDefinition(Name, DisableParallelization = true)]
public class ManyRowsTests : ModuleTest
{
    private const string Name = "Alone in the process";
    private const int Rows = 20_000;

    // Less than any object of a row takes: a row that is kept would be seen.
    private const int AllowedBytesPerRow = 200;

    [Fact]
    public void Memory_does_not_grow_with_the_number_of_rows()
    {
        for (var i = 0; i < Rows; i++)
        {
            File.Create(Path.Combine(Folder, $"{i}.bin")).Dispose();
        }

        var outcome = Run($$"""
            $ProgressPreference = 'SilentlyContinue'
            $count = 0
            0..{{Rows - 1}} | ForEach-Object { [pscustomobject]@{ id = 1 + $_; name = "$_.bin"; size = '0' } } |
                Save-FigsharePlate -Destination $Folder |
                ForEach-Object { if (++$count -in 2000, {{Rows}}) { [GC]::GetTotalMemory($true) } }
            """).Clean();

        Assert.Equal(2, outcome.Output.Count);
        var growth = (long)outcome.Output[1].BaseObject - (long)outcome.Output[0].BaseObject;
        Assert.InRange(growth, long.MinValue, Rows * AllowedBytesPerRow);
        Assert.Empty(Figshare.Log.Snapshot());
    }
}
