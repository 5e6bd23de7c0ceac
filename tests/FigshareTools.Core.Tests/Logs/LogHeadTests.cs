using FigshareTools.Logs;

namespace FigshareTools.Core.Tests.Logs;

/// <summary>Logs of runs, and files that must not become one.</summary>
public class LogHeadTests
{
    private const string Line = "{\"schema\":1,\"time\":\"2026-11-24T21:00:00.123Z\",\"run\":\"a\",\"event\":\"runStarted\"}";

    [Theory]
    [InlineData(Line + "\n", "Log")]
    [InlineData(Line, "Log")]
    [InlineData("{\"schema\":1,\"time\":\"2026-11-", "Log")]
    [InlineData("\uFEFF" + Line + "\r\n", "Log")]
    [InlineData("\n\n" + Line + "\n", "Log")]
    [InlineData("{\"sch\n" + Line + "\n", "Log")]
    [InlineData("\0\0\0\n" + Line + "\n", "Log")]
    [InlineData("", "Blank")]
    [InlineData("\r\n", "Blank")]
    [InlineData("\0\0\0\0", "Blank")]
    [InlineData("{\"sch", "Blank")]
    [InlineData("file_id,name\n11,a.bin\n", "Other")]
    [InlineData("file_id,name\n" + Line + "\n", "Other")]
    [InlineData("{\n  \"schema\": 1\n}\n", "Other")]
    [InlineData("[{\"id\":11}]", "Other")]
    [InlineData("{\"schema\":2,\"time\":\"2030-01-01T00:00:00.000Z\"}", "Other")]
    [InlineData("{\"Name\":\"a.sqlite\",\"FileId\":1}\n", "Other")]
    [InlineData("SQLite format 3\0", "Other")]
    [InlineData("\0\0\0\u0018ftyp", "Other")]
    [InlineData("\uFFFD\uFFFD{\0\"\0", "Other")]
    public void Files_are_recognized_by_their_first_line(string head, string expected) =>
        Assert.Equal(expected, LogHead.Recognize(head).ToString());
}
