namespace FigshareTools.Packaging.Tests;

/// <summary>The changelog gives the release notes, and decides with the tag whether a version may be published.</summary>
public class ReleaseNotesTests
{
    private const string Changelog = """
        # Changelog

        ## 0.2.0 - TBD

        ### Added

        - Something new.

        ## 0.1.0 - 2026-12-01

        - The first version.

        ## 0.0.1 - 2026-11-01
        """;

    [Theory]
    [InlineData("0.2.0", "TBD", "### Added\n\n- Something new.")]
    [InlineData("0.1.0", "2026-12-01", "- The first version.")]
    public void Section_of_a_version_ends_at_the_next_version(string version, string date, string text) =>
        Assert.Equal(new ReleaseNotes(date, text), ReleaseNotes.Find(Changelog, version));

    [Fact]
    public void Line_ends_of_Windows_give_the_same_notes() => Assert.Equal(
        ReleaseNotes.Find(Changelog, "0.2.0"), ReleaseNotes.Find(Changelog.ReplaceLineEndings("\r\n"), "0.2.0"));

    [Theory]
    [InlineData("0.3.0", "CHANGELOG.md has no section '## 0.3.0 - …'.")]
    [InlineData("0.0.1", "The section of 0.0.1 in CHANGELOG.md is empty.")]
    public void Version_without_notes_is_not_packed(string version, string message) =>
        Assert.Equal(message, Assert.Throws<PackagingException>(() => ReleaseNotes.Find(Changelog, version)).Message);

    [Fact]
    public void Tag_of_a_dated_version_may_be_published() => ReleaseNotes.Find(Changelog, "0.1.0").CheckRelease("0.1.0", "v0.1.0");

    [Theory]
    [InlineData("0.1.0", "v0.2.0", "The tag v0.2.0 does not fit the module manifest, whose version needs the tag v0.1.0.")]
    [InlineData("0.1.0", "0.1.0", "The tag 0.1.0 does not fit the module manifest, whose version needs the tag v0.1.0.")]
    [InlineData("0.2.0", "v0.2.0", "CHANGELOG.md dates the release 0.2.0 'TBD': write the day, such as 2026-12-01.")]
    public void Other_tags_and_undated_versions_are_refused(string version, string tag, string message)
    {
        var notes = ReleaseNotes.Find(Changelog, version);

        Assert.Equal(message, Assert.Throws<PackagingException>(() => notes.CheckRelease(version, tag)).Message);
    }
}
