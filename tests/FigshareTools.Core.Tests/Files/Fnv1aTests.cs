using System.Text;
using FigshareTools.Files;

namespace FigshareTools.Core.Tests.Files;

/// <summary>The vectors of the authors' own test suite, draft-eastlake-fnv, appendix C.</summary>
public class Fnv1aTests
{
    [Theory]
    [InlineData("", 0x811c9dc5)]
    [InlineData("a", 0xe40c292c)]
    [InlineData("foobar", 0xbf9cf968)]
    public void Hash_of_32_bits_equals_the_published_vectors(string text, uint hash)
    {
        Assert.Equal(hash, Fnv1a.Hash32(text));
    }

    [Theory]
    [InlineData("", 0xcbf29ce484222325)]
    [InlineData("a", 0xaf63dc4c8601ec8c)]
    [InlineData("foobar", 0x85944171f73967e8)]
    public void Hash_of_64_bits_equals_the_published_vectors(string text, ulong hash)
    {
        Assert.Equal(hash, Fnv1a.Hash64(text));
        Assert.Equal(hash, Fnv1a.Hash64(Encoding.ASCII.GetBytes(text)));
    }

    [Fact]
    public void Text_beyond_ASCII_is_hashed_by_whole_UTF_16_code_units()
    {
        // Only the low byte of U+0161 is an "a".
        Assert.NotEqual(Fnv1a.Hash32("a"), Fnv1a.Hash32("š"));
        Assert.NotEqual(Fnv1a.Hash64("a"), Fnv1a.Hash64("š"));
    }
}
