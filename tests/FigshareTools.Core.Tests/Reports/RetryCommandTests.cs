using FigshareTools.Reports;

namespace FigshareTools.Core.Tests.Reports;

public class RetryCommandTests
{
    [Theory]
    [InlineData("SQ1", null, null, "; Plate = 'SQ1'")]
    [InlineData("SQ1.sqlite", null, null, "; FileName = 'SQ1.sqlite'")]
    [InlineData("SQ1", "/data/plates/a/SQ1.sqlite", null, "; FileName = 'a/SQ1.sqlite'")]
    [InlineData("SQ1", "/elsewhere/SQ1.sqlite", "b.sqlite", "; FileName = 'b.sqlite'")]
    [InlineData("it's; $(exit 9)", null, null, "; Plate = 'it''s; $(exit 9)'")]
    [InlineData("it\u2019s", null, null, "; Plate = 'it\u2019\u2019s'")]
    [InlineData("SQ\u202E1", null, null, "")]
    [InlineData("SQ\\u{202E}1", null, null, "")]
    [InlineData("two\nlines", null, null, "")]
    public void Command_names_the_plate_as_the_run_did(string name, string? path, string? fileName, string columns)
    {
        var plate = new ReportPlate { FileId = 7, Name = name, Path = path, FileName = fileName };

        Assert.Equal(
            $"@(\n    [pscustomobject]@{{ FileId = 7{columns} }}\n) | Save-FigsharePlate -Destination '/data/plates'",
            RetryCommand.For([plate], "/data/plates"));
    }

    [Theory]
    [InlineData("C:\\it's here", "C:\\it''s here")]
    [InlineData("a\u2019; exit", "a\u2019\u2019; exit")]
    [InlineData("$(exit 9)", "$(exit 9)")]
    public void Destination_is_a_literal(string destination, string literal) => Assert.EndsWith(
        $" -Destination '{literal}'", RetryCommand.For([new ReportPlate { FileId = 7 }], destination));

    [Fact]
    public void Plates_without_a_file_id_cannot_be_repeated() =>
        Assert.Null(RetryCommand.For([new ReportPlate { Name = "SQ1" }], "/data/plates"));

    [Fact]
    public void Articles_are_named_where_they_are_known() => Assert.Equal(
        "@(\n    [pscustomobject]@{ FileId = 7; ArticleId = 4 }\n    [pscustomobject]@{ FileId = 8 }\n) | Save-FigsharePlate",
        RetryCommand.For([new ReportPlate { FileId = 7, ArticleId = 4 }, new ReportPlate { FileId = 8 }], null));
}
