using System.IO;
using System.Linq;
using FigshareTools.Manifests;

namespace FigshareTools.Core.Tests.Manifests;

public class ManifestWriterTests : ManifestTest
{
    private static readonly FigsharePlate[] s_plates =
    [
        Full,
        new() { Plate = "007", FileId = 7 },
        new() { FileId = 8, FileName = " b.sqlite ", Length = 0 },
        new() { Plate = "c", FileName = "c.sqlite", Md5 = Md5B },
        new() { Plate = "\"d\"", FileId = 9, DownloadUrl = "https://example.org/d", IsLinkOnly = true, Citation = "a\nb" },
    ];

    [Theory]
    [InlineData("plates.csv", ManifestFormat.Csv)]
    [InlineData("plates.tsv", ManifestFormat.Csv)]
    [InlineData("plates.txt", ManifestFormat.Csv)]
    [InlineData("plates.json", ManifestFormat.Json)]
    public void A_written_manifest_is_read_back_unchanged(string name, ManifestFormat format)
    {
        var path = Export(name, format, s_plates);

        Assert.Equal(s_plates, ManifestFile.Read(path, TestContext.Current.CancellationToken).Select(entry => entry.Plate));
    }

    [Theory]
    [InlineData("plates.csv", ManifestFormat.Csv)]
    [InlineData("PLATES.TSV", ManifestFormat.Csv)]
    [InlineData("plates.json", ManifestFormat.Json)]
    [InlineData("ro-crate-metadata.json", ManifestFormat.RoCrate)]
    [InlineData("md5sums.txt", ManifestFormat.Md5Sum)]
    [InlineData("md5_sums.txt", ManifestFormat.Md5Sum)]
    [InlineData("plates.md5", ManifestFormat.Md5Sum)]
    [InlineData("MD5SUMS", ManifestFormat.Md5Sum)]
    [InlineData("plates.txt", null)]
    [InlineData("plates", null)]
    [InlineData("plates.xlsx", null)]
    public void The_file_name_implies_the_format(string name, ManifestFormat? format) =>
        Assert.Equal(format, ManifestFormats.FromName(name));

    [Fact]
    public void An_audit_is_read_with_expected_instead_of_found_values()
    {
        // Export-Csv of a verification: Md5 and Length are what was found on disk.
        Put("audit.csv", $"Plate,Path,Length,Md5,ExpectedLength,ExpectedMd5\nA,/x/A.sqlite,1,{Md5B},2,{Md5A}\nB,/x/B,3,{Md5B},,\n");

        var entries = ManifestFile.Read(PathOf("audit.csv"), TestContext.Current.CancellationToken).ToList();

        Assert.Equal(new FigsharePlate { Plate = "A", Length = 2, Md5 = Md5A }, entries[0].Plate);
        Assert.NotNull(entries[1].Problem);
    }

    [Fact]
    public void A_file_on_disk_is_listed_by_its_relative_path()
    {
        using (var writer = new ManifestWriter(PathOf("plates.json"), ManifestFormat.Json))
        {
            writer.Write(new FigsharePlate { FileId = 1 }, Path.Combine(Folder, "data", "a.sqlite"));
            writer.Write(new FigsharePlate { FileId = 2 }, Path.Combine(Path.GetDirectoryName(Folder)!, "b.sqlite"));
            writer.Complete();
        }

        // A file outside the folder is listed by its name, with which the plate can be saved again.
        Assert.Equal(["data/a.sqlite", "b.sqlite"],
            ManifestFile.Read(PathOf("plates.json"), TestContext.Current.CancellationToken)
                .Select(entry => entry.Plate!.FileName));
    }

    [Fact]
    public void An_existing_file_stays_until_the_manifest_is_complete()
    {
        Put("plates.csv", "old");
        using (var writer = new ManifestWriter(PathOf("plates.csv"), ManifestFormat.Csv))
        {
            writer.Write(Full);
            Assert.Equal("old", File.ReadAllText(PathOf("plates.csv")));
        }

        Assert.Equal("old", File.ReadAllText(PathOf("plates.csv")));
        Assert.Equal(PathOf("plates.csv"), Assert.Single(Directory.GetFiles(Folder)));

        Export("plates.csv", ManifestFormat.Csv, Full);
        Assert.StartsWith("Plate,FileId,", File.ReadAllText(PathOf("plates.csv")));
        Assert.Equal(PathOf("plates.csv"), Assert.Single(Directory.GetFiles(Folder)));
    }

    [Fact]
    public void NoClobber_keeps_a_file_that_appears_during_the_export()
    {
        using (var writer = new ManifestWriter(PathOf("plates.csv"), ManifestFormat.Csv, noClobber: true))
        {
            writer.Write(Full);
            Put("plates.csv", "theirs");
            Assert.Equal(FigshareErrorId.FileExists, Assert.Throws<FigshareException>(writer.Complete).ErrorId);
        }

        Assert.Equal(FigshareErrorId.FileExists, Assert.Throws<FigshareException>(
            () => new ManifestWriter(PathOf("plates.csv"), ManifestFormat.Csv, noClobber: true)).ErrorId);
        Assert.Equal("theirs", File.ReadAllText(PathOf("plates.csv")));
        Assert.Single(Directory.GetFiles(Folder));
    }

    [Fact]
    public void A_manifest_that_lacks_a_row_replaces_no_file()
    {
        var path = PathOf("md5sums.txt");
        Put("md5sums.txt", "old");
        using (var writer = new ManifestWriter(path, ManifestFormat.Md5Sum))
        {
            writer.Write(Full);
            foreach (var wrong in new FigsharePlate[]
            {
                new() { Plate = "A", FileId = 1 },
                new() { FileId = 1, Md5 = Md5A },
                new() { Plate = "A", FileId = 1, Md5 = "x" },
                new() { Plate = "A", FileId = 1, IsLinkOnly = true },
                new(),
            })
            {
                Assert.Equal(
                    FigshareErrorId.InvalidPlate, Assert.Throws<FigshareException>(() => writer.Write(wrong)).ErrorId);
            }

            writer.Omit();
            Assert.Equal((1, 6), (writer.Count, writer.Omitted));
            var refused = Assert.Throws<FigshareException>(writer.Complete);
            Assert.Equal(FigshareErrorId.IncompleteManifest, refused.ErrorId);
            Assert.Equal(
                $"'{path}' is not written and stays as it was: 6 of 7 rows cannot be listed; correct them, or leave them out "
                + "with Where-Object.", refused.Message);
        }

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal(path, Assert.Single(Directory.GetFiles(Folder)));
    }

    [Fact]
    public void Only_a_list_of_MD5s_needs_files_hashed()
    {
        Put("a.bin", "a");
        var plate = new FigsharePlate { FileName = "a.bin" };
        using var sums = new ManifestWriter(PathOf("md5sums.txt"), ManifestFormat.Md5Sum);
        using var table = new ManifestWriter(PathOf("plates.csv"), ManifestFormat.Csv);

        Assert.Equal(PathOf("a.bin"), sums.FileToHash(plate));
        Assert.Equal("/elsewhere/a.bin", sums.FileToHash(plate, "/elsewhere/a.bin"));
        Assert.Null(table.FileToHash(plate));
        Assert.Null(sums.FileToHash(plate with { Md5 = Md5A }));
        Assert.Null(sums.FileToHash(plate with { FileName = "none.bin" }));
        Assert.Null(sums.FileToHash(plate with { FileName = "../a.bin" }));
        Assert.Null(sums.FileToHash(plate with { IsLinkOnly = true }));
    }

    [Theory]
    [InlineData("none/plates.csv", "its folder is not there")]
    [InlineData("folder", "it is a folder")]
    public void A_path_that_cannot_be_written_is_an_error(string name, string why)
    {
        Directory.CreateDirectory(PathOf("folder"));

        var refused = Assert.Throws<FigshareException>(() => new ManifestWriter(PathOf(name), ManifestFormat.Csv));
        Assert.Equal(FigshareErrorId.FileAccess, refused.ErrorId);
        Assert.Contains(why, refused.Message);
    }
}
