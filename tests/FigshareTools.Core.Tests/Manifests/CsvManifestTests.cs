using System.Linq;
using System.Text;
using FigshareTools.Manifests;

namespace FigshareTools.Core.Tests.Manifests;

public class CsvManifestTests : ManifestTest
{
    [Theory]
    [InlineData("Plate")]
    [InlineData("Assay_Plate_Barcode")]
    [InlineData("Metadata_Plate")]
    [InlineData("Image_Metadata_Plate")]
    [InlineData("Plate_Name")]
    [InlineData("PlateName")]
    [InlineData("PlateId")]
    [InlineData("Barcode")]
    [InlineData("PLATE")]
    public void Every_heading_of_a_label_is_read_as_text(string heading) =>
        Assert.Equal(new FigsharePlate { Plate = "007", FileId = 5 }, Plate($"{heading},FileId\n007,5\n"));

    [Theory]
    [InlineData("FileId")]
    [InlineData("figshare_id")]
    [InlineData("FigshareId")]
    [InlineData("file_id")]
    [InlineData("Id")]
    public void Every_heading_of_a_file_id_is_read_as_a_number(string heading) =>
        Assert.Equal(new FigsharePlate { Plate = "A", FileId = 18028784 }, Plate($"Plate,{heading}\nA,18028784\n"));

    [Theory]
    [InlineData("FileName,size,computed_md5,article_id,Version")]
    [InlineData("name,size_bytes,supplied_md5,ArticleId,version")]
    [InlineData("file_name,Length,checksum,article_id,VERSION")]
    [InlineData("filename,length,hash,articleid,Version")]
    public void Other_columns_are_read_with_their_types(string headings) => Assert.Equal(
        new FigsharePlate { FileId = 1, FileName = "a/b.sqlite", Length = 42, Md5 = Md5A, ArticleId = 9, Version = 2 },
        Plate($"id,{headings}\n1,a/b.sqlite,42,{Md5A.ToUpperInvariant()},9,2\n"));

    [Theory]
    [InlineData("plate,figshare_id,md5\nA,1,\nB,2,\n", "plates.csv")]
    [InlineData("plate\tfigshare_id\tmd5\nA\t1\t\nB\t2\t\n", "plates.csv")]
    [InlineData("plate\tfigshare_id\nA\t1\nB\t2", "plates.tsv")]
    [InlineData("\"plate\";\"figshare_id\"\r\n\"A\";\"1\"\r\n\"B\";\"2\"\r\n", "plates.txt")]
    [InlineData("#TYPE FigshareTools.FigsharePlate\n\nPlate,FileId\nA,1\n\n,\nB,2\n", "plates")]
    [InlineData("\uFEFFplate,figshare_id\nA,1\nB,2\n", "plates.csv")]
    [InlineData("figshare_id,\"a, comment\",plate\n1,\"x\ny\",A\n2,,B\n", "plates.csv")]
    public void The_content_decides_delimiter_quotes_and_comments(string content, string name) => Assert.Equal(
        [new FigsharePlate { Plate = "A", FileId = 1 }, new FigsharePlate { Plate = "B", FileId = 2 }],
        Plates(content, name));

    [Fact]
    public void A_table_that_Excel_saved_as_Unicode_text_is_read()
    {
        var path = Put("plates.txt", "plate\tfigshare_id\r\nZoë\t1\r\n", Encoding.Unicode);

        Assert.Equal("Zoë", Assert.Single(ManifestFile.Read(path, TestContext.Current.CancellationToken)).Plate!.Plate);
    }

    [Fact]
    public void The_examples_of_this_repository_are_read()
    {
        var plates = Plates("plate,figshare_id,article_id\nSQ00014610,18028784,9995672\nSQ00014611,18508583,9995672\n");

        Assert.Equal(["SQ00014610", "SQ00014611"], plates.Select(plate => plate.Plate));
        Assert.All(plates, plate => Assert.Equal(9995672, plate.ArticleId));
    }

    [Fact]
    public void A_file_id_may_be_in_an_address()
    {
        const string Url = "https://figshare.com/ndownloader/files/18028784";

        Assert.Equal(
            new FigsharePlate { Plate = "A", FileId = 18028784, DownloadUrl = Url }, Plate($"plate,url\nA,{Url}\n"));
    }

    [Theory]
    [InlineData("Plate Name,Figshare ID,Size Bytes,Article-ID")]
    [InlineData("plate-name,figshare-id,SIZE,article id")]
    [InlineData("PLATE_NAME,FIGSHARE_ID,size bytes,ArticleId")]
    public void Headings_match_without_case_blanks_and_dashes(string headings) => Assert.Equal(
        new FigsharePlate { Plate = "A", FileId = 1, Length = 2, ArticleId = 3 }, Plate($"{headings}\nA,1,2,3\n"));

    [Theory]
    [InlineData("A,18028784.0,,", 18028784)] // pandas, when another row has no id
    [InlineData("A, 18028784 ,,", 18028784)]
    [InlineData("A,\"\"\"18028784\"\"\",,", 18028784)]
    [InlineData("A,'18028784',,", 18028784)]
    [InlineData("A,,6ad898b4dfe1cf822122f25c76cb216a,", 0)] // enough for a test
    [InlineData("A,,,11", 0)]
    public void Rows_that_name_a_file_are_plates(string row, long fileId) =>
        Assert.Equal(fileId, Plate($"plate,file_id,md5,size\n{row}\n").FileId);

    [Theory]
    [InlineData("A,1.8E+07,,", "file_id is '1.8E+07', which is not an id; write it in digits alone")]
    [InlineData("A,x,,", "file_id is 'x', which is not an id")]
    [InlineData("A,-1,,", "file_id is '-1', which is not an id")]
    [InlineData("A,1,abc,", "md5 is 'abc', which is not an MD5")]
    [InlineData("A,1,,1 GB", "size is '1 GB', which is not a length")]
    [InlineData("A,,,", "neither a file id nor a name")]
    [InlineData("A,\"1,234\",,", "file_id is '1,234', which is not an id; write it in digits alone")]
    [InlineData("A,1e10,,", "file_id is '1e10', which is not an id; write it in digits alone")]
    [InlineData("A,1,,16.8", "size is '16.8', which is not a length")]
    [InlineData("A,1,,2,3", "5 cells for 4 headings")]
    public void A_wrong_row_is_a_problem_and_other_rows_are_read(string row, string why)
    {
        var entries = Entries($"plate,file_id,md5,size\nbefore,1,,\n{row}\nafter,2,,\n");

        Assert.Equal(["before", null, "after"], entries.Select(entry => entry.Plate?.Plate));
        var problem = entries[1].Problem!;
        Assert.Equal(FigshareErrorId.InvalidManifest, problem.ErrorId);
        Assert.StartsWith($"{PathOf("plates.csv")}, line 3: ", problem.Message);
        Assert.Contains(why, problem.Message);
    }

    [Fact]
    public void An_empty_row_is_skipped_without_a_message() =>
        Assert.Equal([1, 2], Plates("plate,file_id\nA,1\n,\n\" \",\nB,2\n,,,\n").Select(plate => plate.FileId));

    [Fact]
    public void A_row_that_is_an_article_is_refused_with_advice()
    {
        var entries = Entries("id,url\n5,https://figshare.com/articles/dataset/T/5\n6,https://figshare.com/files/6\n");

        Assert.Contains("line 2: article 5 is not a file; list its files with Get-FigshareManifest 5",
            entries[0].Problem!.Message);
        Assert.Equal(6, entries[1].Plate!.FileId);
    }

    [Fact]
    public void An_unclosed_quote_ends_the_list_with_a_problem()
    {
        var entries = Entries("plate,file_id\nA,1\n\"B,2\nC,3\n");

        Assert.Equal("A", entries[0].Plate!.Plate);
        Assert.Contains("line 3: a quotation mark is not closed", entries[1].Problem!.Message);
        Assert.Equal(2, entries.Count);
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData(" \r\n", "it is empty")]
    [InlineData("SQLite format 3\0\u0010", "it is not a text file")]
    [InlineData("Assay_Plate_Barcode,Plate_Map_Name\nSQ1,x\n", "its heading line has no FileId")]
    [InlineData("id,title,url_public_api\n9995672,Cell Health,https://x\n", "it lists articles")]
    [InlineData("Id,Title,Doi\n9995672,Cell Health,10.35092/yhjc.9995672\n", "it lists articles")]
    [InlineData("# only\n# comments\n", "it has no heading line")]
    public void A_file_that_is_not_a_manifest_is_refused(string content, string why)
    {
        var refused = Refused(content);

        Assert.Equal(FigshareErrorId.InvalidManifest, refused.ErrorId);
        Assert.Contains(why, refused.Message);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_refused()
    {
        var path = Put("plates.csv", "plate,file_id\nZo\u00EB,1\n", Encoding.Latin1);

        var refused = Assert.Throws<FigshareException>(
            () => ManifestFile.Read(path, TestContext.Current.CancellationToken).Count());
        Assert.Contains("not UTF-8", refused.Message);
    }

    [Fact]
    public void A_missing_file_is_an_error()
    {
        var refused = Assert.Throws<FigshareException>(
            () => ManifestFile.Read(PathOf("none.csv"), TestContext.Current.CancellationToken).Count());
        Assert.Equal(FigshareErrorId.FileAccess, refused.ErrorId);
    }
}
