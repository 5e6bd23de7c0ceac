using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;

namespace FigshareTools.Hosting.Tests.Csv;

public class CsvStreamingTests : CsvTest
{
    private const int Rows = 100_000;

    [Fact]
    public void Each_object_is_written_before_the_rest_of_the_file_is_read()
    {
        WriteRows();
        using var shell = Shell();
        using var results = new PSDataCollection<PSObject>();
        results.DataAdded += (_, added) =>
        {
            if (added.Index == 0)
            {
                ChangeLastRow();
            }
        };

        shell.AddCommand("Import-Csv").AddArgument(File).Invoke(null, results);

        Assert.Equal(Rows, results.Count);
        Assert.Equal("plate=P000000|id=0", Format(results[0]));
        Assert.Equal("plate=CHANGED|id=9", Format(results[Rows - 1]));
    }

    [Fact]
    public void File_is_closed_when_the_pipeline_stops_early()
    {
        WriteRows();

        string[] seen = [.. Run("""
            foreach ($once in 1) {
                Import-Csv $file | ForEach-Object { $_; if ($_.plate -eq 'P000002') { break } }
            }
            """).Select(Format)];

        Assert.Equal(["plate=P000000|id=0", "plate=P000001|id=0", "plate=P000002|id=0"], seen);
        AssertClosed();
    }

    [Fact]
    public void Records_are_written_while_objects_arrive()
    {
        // More than the buffer: the file contains a part of it while objects still arrive.
        var length = (string)Run("""
            & {
                foreach ($number in 1..3000) { [pscustomobject]@{ plate = 'x' * 100 } }
                $script:during = [System.IO.FileInfo]::new($file).Length
            } | Export-Csv $file
            "$script:during"
            """).Single().BaseObject;

        Assert.InRange(long.Parse(length, CultureInfo.InvariantCulture), 200_000, new FileInfo(File).Length);
    }

    private void WriteRows()
    {
        var text = new StringBuilder("plate,id\n");
        foreach (var row in Enumerable.Range(0, Rows))
        {
            text.Append(CultureInfo.InvariantCulture, $"P{row:D6},0\n");
        }

        System.IO.File.WriteAllText(File, text.ToString());
    }

    private void ChangeLastRow()
    {
        using var file = new FileStream(File, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.Seek(-"P000000,0\n".Length, SeekOrigin.End);
        file.Write("CHANGED,9\n"u8);
    }
}
