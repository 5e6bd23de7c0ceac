using System;
using System.Buffers.Binary;
using System.Text;
using FigshareTools.Verification;

namespace FigshareTools.Core.Tests.Verification;

public class SqliteHeaderTests
{
    [Theory]
    [InlineData(1024, 10, 10_240)]
    [InlineData(4096, 3, 12_288)]
    [InlineData(65536, 2, 131_072)]
    [InlineData(1024, 4_294_967_295, 4_398_046_510_080)]
    public void A_header_that_matches_the_length_is_valid(int pageSize, long pages, long length) =>
        Assert.Null(SqliteHeader.ProblemOf(Header(pageSize, pages), 100, length));

    [Fact]
    public void A_truncated_database_is_found() =>
        Assert.Equal("its SQLite header speaks of 10240 bytes, but it has 9216",
            SqliteHeader.ProblemOf(Header(1024, 10), 100, 9216));

    [Fact]
    public void A_stale_page_count_of_an_old_writer_is_ignored()
    {
        var header = Header(1024, 99);
        header[95] = 7;

        Assert.Null(SqliteHeader.ProblemOf(header, 100, 10_240));
        Assert.NotNull(SqliteHeader.ProblemOf(header, 100, 10_241));
    }

    [Fact]
    public void A_file_that_is_no_database_has_a_problem()
    {
        Assert.NotNull(SqliteHeader.ProblemOf(Encoding.ASCII.GetBytes("<html>".PadRight(100)), 100, 100));
        Assert.NotNull(SqliteHeader.ProblemOf(new byte[100], 0, 0));
        Assert.NotNull(SqliteHeader.ProblemOf(Header(1024, 10), 99, 99));
        Assert.NotNull(SqliteHeader.ProblemOf(Header(1000, 10), 100, 10_000));
    }

    [Theory]
    [InlineData("a.sqlite", true)]
    [InlineData("a.SQLite", true)]
    [InlineData("a.sqlite.gz", false)]
    [InlineData("a.db", false)]
    public void The_check_applies_to_sqlite_names_only(string name, bool applies) =>
        Assert.Equal(applies, SqliteHeader.AppliesTo(name));

    private static byte[] Header(int pageSize, long pages)
    {
        var header = new byte[100];
        "SQLite format 3\0"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(16), (ushort)(pageSize == 65536 ? 1 : pageSize));
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(24), 5);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(28), (uint)pages);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(92), 5);
        return header;
    }
}
