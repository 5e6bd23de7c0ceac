using FigshareTools.Reports;

namespace FigshareTools.Core.Tests.Reports;

public class RetryCommandTests
{
    /// <summary>With the MD5 compared: a damaged file may have the right length, and would be skipped.</summary>
    private const string Save = "Save-FigsharePlate -Checksum";

    [Theory]
    [InlineData("SQ1", null, null, "; Plate = 'SQ1'")]
    [InlineData("BR.001", null, "BR.001.sqlite", "; Plate = 'BR.001'; FileName = 'BR.001.sqlite'")]
    [InlineData("SQ1.bin", null, "SQ1.bin", "; FileName = 'SQ1.bin'")]
    [InlineData("SQ1", "/data/plates/a/SQ1.sqlite", null, "; Plate = 'SQ1'; FileName = 'a/SQ1.sqlite'")]
    [InlineData("a/SQ1.bin", "/data/plates\\a\\SQ1.bin", "a/SQ1.bin", "; FileName = 'a\\SQ1.bin'")]
    [InlineData("SQ1", "/elsewhere/SQ1.sqlite", "b.sqlite", "; Plate = 'SQ1'; FileName = 'b.sqlite'")]
    [InlineData("SQ1", "/data/plates2/SQ1.sqlite", null, "; Plate = 'SQ1'")]
    [InlineData("it's; $(exit 9)", null, null, "; Plate = 'it''s; $(exit 9)'")]
    [InlineData(null, null, "it's; $(exit 9)", "; FileName = 'it''s; $(exit 9)'")]
    [InlineData("it\u2019s", null, null, "; Plate = 'it\u2019\u2019s'")]
    [InlineData("SQ\u202E1", null, "SQ\u202E1.sqlite", "")]
    [InlineData("SQ\\u{202E}1", null, null, "")]
    [InlineData("two\nlines", null, null, "")]
    [InlineData("https://figshare.com/s/x?private_link=SECRETKEY", null, null, "")]
    [InlineData("figshare.com/s/SECRETKEY", null, "figshare.com/s/SECRETKEY.sqlite", "")]
    [InlineData("SQ1", null, "SQ1.sqlite?Private_Link=SECRETKEY", "; Plate = 'SQ1'")]
    [InlineData("https://figshare.com/a\u2026", null, "https://figshare.com/a\u2026.sqlite", "")]
    public void Command_names_the_plate_as_the_run_did(string? name, string? path, string? fileName, string columns)
    {
        var plate = Plate(7) with { Name = name, Path = path, FileName = fileName };

        Assert.Equal(
            $"@(\n    [pscustomobject]@{{ FileId = 7{columns} }}\n) | {Save} -Destination '/data/plates'",
            RetryCommand.For([plate]));
    }

    [Theory]
    [InlineData(9000L, "00112233445566778899aabbccddeeff", "; Length = 9000; Md5 = '00112233445566778899aabbccddeeff'")]
    [InlineData(0L, null, "; Length = 0")]
    [InlineData(null, "a'; exit 9 #", "; Md5 = 'a''; exit 9 #'")]
    [InlineData(null, "00\u202E11", "")]
    public void Command_expects_what_the_row_expected(long? length, string? md5, string columns)
    {
        // What was found on disk, or came from the storage, is no expectation.
        var plate = Plate(7) with { ExpectedLength = length, ExpectedMd5 = md5, Length = 5, Md5 = new string('f', 32) };

        Assert.StartsWith($"@(\n    [pscustomobject]@{{ FileId = 7{columns} }}\n)", RetryCommand.For([plate]));
    }

    [Theory]
    [InlineData("C:\\it's here", "C:\\it''s here")]
    [InlineData("a\u2019; exit", "a\u2019\u2019; exit")]
    [InlineData("$(exit 9)", "$(exit 9)")]
    public void Destination_and_log_are_literals(string path, string literal) => Assert.EndsWith(
        $" | {Save} -Destination '{literal}' -LogPath '{literal}'",
        RetryCommand.For([new ReportPlate { FileId = 7, Destination = path, LogPath = path }]));

    [Fact]
    public void Plates_of_two_folders_have_a_command_each() => Assert.Equal(
        "@(\n    [pscustomobject]@{ FileId = 7 }\n    [pscustomobject]@{ FileId = 9 }\n"
        + $") | {Save} -Destination '/data/plates'\n"
        + $"@(\n    [pscustomobject]@{{ FileId = 8 }}\n) | {Save} -Destination '/b'",
        RetryCommand.For([Plate(7), Plate(8) with { Destination = "/b" }, Plate(9)]));

    [Fact]
    public void Plates_without_a_file_id_cannot_be_repeated() => Assert.Null(RetryCommand.For([Plate(0) with { Name = "SQ1" }]));

    [Fact]
    public void Articles_are_named_where_they_are_known() => Assert.Equal(
        $"@(\n    [pscustomobject]@{{ FileId = 7; ArticleId = 4 }}\n    [pscustomobject]@{{ FileId = 8 }}\n) | {Save}",
        RetryCommand.For([new ReportPlate { FileId = 7, ArticleId = 4 }, new ReportPlate { FileId = 8 }]));

    /// <summary>The first two cases are older logs, which have neither file names nor MD5s.</summary>
    [Theory]
    [InlineData("SQ1", null, null, "Plate = 'SQ1'; Length = 9000")]
    [InlineData("SQ1.sqlite", null, null, "FileName = 'SQ1.sqlite'; Length = 9000")]
    [InlineData("BR.001", "BR.001.sqlite", "aa", "Plate = 'BR.001'; FileName = 'BR.001.sqlite'; Length = 9000; Md5 = 'aa'")]
    [InlineData("a.bin", "a.bin", "aa", "FileName = 'a.bin'; Length = 9000; Md5 = 'aa'")]
    public void Command_is_made_of_new_and_of_old_logs(string name, string? fileName, string? md5, string columns)
    {
        (string, object)[] plate = [("plate", 1), ("fileId", 7), ("name", name)];
        (string, object)[] more = fileName is null ? [] : [("fileName", fileName), ("md5", md5!)];
        var log = new RunLogText().Started()
            .Add(1, "plateStarted", [.. plate, .. more, ("length", 9000)])
            .Add(2, "plateFailed", [.. plate, .. more, ("errorId", "ServerError"), ("length", 9001)]).Ended(3);

        var command = RetryCommand.For(RunLogText.Night(log).Failed);

        Assert.Equal(
            $"@(\n    [pscustomobject]@{{ FileId = 7; {columns} }}\n) | {Save} -Destination '/data/plates'", command);
    }

    [Fact]
    public void Second_run_of_a_night_keeps_what_the_first_one_expected()
    {
        var first = new RunLogText("a").Started().Add(1, "plateStarted", ("plate", 1), ("name", "SQ1"), ("fileName", "b.bin"),
            ("fileId", 7), ("length", 9000), ("md5", "aa")).Ended(2, "stopped");
        var second = new RunLogText("b", "2026-11-24T21:10:00.000Z").Started()
            .Add(1, "plateStarted", ("plate", 1), ("fileId", 7)).Ended(2, "stopped");

        Assert.StartsWith(
            "@(\n    [pscustomobject]@{ FileId = 7; Plate = 'SQ1'; FileName = 'b.bin'; Length = 9000; Md5 = 'aa' }\n)",
            RetryCommand.For(RunLogText.Night(first, second).Open));
    }

    private static ReportPlate Plate(long fileId) => new() { FileId = fileId, Destination = "/data/plates" };
}
