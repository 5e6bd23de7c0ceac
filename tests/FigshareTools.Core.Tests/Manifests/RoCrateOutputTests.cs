using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using FigshareTools.Manifests;
using Microsoft.Extensions.Time.Testing;

namespace FigshareTools.Core.Tests.Manifests;

public class RoCrateOutputTests : ManifestTest
{
    private const string FileUrl = "https://api.figshare.com/v2/file/download/";

    [Fact]
    public void The_root_of_a_crate_of_one_article_is_the_article()
    {
        var crate = Crate(Full, Full with { FileId = 2, Plate = "b", FileName = "b.sqlite", Length = null, Md5 = null });

        Equal("""{"@id":"ro-crate-metadata.json","@type":"CreativeWork","conformsTo":{"@id":"https://w3id.org/ro/crate/1.1"},"about":{"@id":"./"}}""",
            crate["ro-crate-metadata.json"]);
        var root = crate["./"];
        Equal("""{"@id":"batch%201/SQ00014610.sqlite"},{"@id":"b.sqlite"}""", root["hasPart"]);
        Assert.Equal("Dataset", Text(root, "@type"));
        Assert.Equal(Full.Title, Text(root, "name"));
        Assert.Equal("https://doi.org/10.35092/yhjc.9995672.v5", Text(root, "identifier"));
        Assert.Equal("5", Text(root, "version"));
        Assert.Equal("2019-10-17T10:00:00Z", Text(root, "datePublished"));
        Equal("""{"@id":"https://creativecommons.org/licenses/by/4.0/"}""", root["license"]);
        Equal("""{"@id":"https://orcid.org/0000-0002-0503-9348"},{"@id":"#Zoë%20张"}""", root["author"]);
        Equal("""{"@id":"https://doi.org/10.35092/yhjc.9995672.v5"}""", root["citation"]);

        Assert.Equal("CC BY 4.0", Text(crate[Full.License!], "name"));
        Assert.Equal("Gregory Way", Text(crate["https://orcid.org/0000-0002-0503-9348"], "name"));
        Assert.Equal("Zoë 张", Text(crate["#Zoë%20张"], "name"));
        Assert.Equal(Full.Citation, Text(crate["https://doi.org/10.35092/yhjc.9995672.v5"], "name"));
    }

    [Fact]
    public void A_file_has_its_length_its_MD5_and_an_address()
    {
        var crate = Crate(Full);

        Equal($$"""
            {"@id":"batch%201/SQ00014610.sqlite","@type":"File","name":"SQ00014610.sqlite","contentSize":"11000000000","md5":"{{Md5A}}","url":"{{FileUrl}}18028784"}
            """, crate["batch%201/SQ00014610.sqlite"]);
        Equal("""{"@id":"batch%201/SQ00014610.sqlite"}""", crate["./"]["hasPart"]);
    }

    [Fact]
    public void A_term_that_RO_Crate_does_not_have_is_added_to_the_context()
    {
        Crate(Full);

        Equal("""["https://w3id.org/ro/crate/1.1/context",{"md5":"https://w3id.org/ro/terms/workflow-run#md5"}]""",
            JsonNode.Parse(File.ReadAllText(PathOf("ro-crate-metadata.json")))!["@context"]);
    }

    [Fact]
    public void Every_article_of_several_is_a_dataset_of_its_own()
    {
        var crate = Crate(
            Full,
            new FigsharePlate { FileId = 2, Plate = "b", ArticleId = 7, Title = "Seven", Authors = "Zoë 张" },
            new FigsharePlate { FileId = 3, Plate = "c", ArticleId = 9995672, Version = 4 },
            new FigsharePlate { FileId = 4, Plate = "d" },
            new FigsharePlate { FileId = 5, Plate = "e", Doi = "doi:10.1184/R1/6475457" });

        Equal("""
            {"@id":"https://api.figshare.com/v2/articles/9995672/versions/5"},{"@id":"https://api.figshare.com/v2/articles/7"},
            {"@id":"https://api.figshare.com/v2/articles/9995672/versions/4"},{"@id":"d.sqlite"},
            {"@id":"https://doi.org/10.1184/R1/6475457"}
            """, crate["./"]["hasPart"]);
        Assert.Equal("Files of 4 Figshare articles", Text(crate["./"], "name"));
        Assert.Equal("2026-01-02", Text(crate["./"], "datePublished"));
        var seven = crate["https://api.figshare.com/v2/articles/7"];
        Assert.Equal(("Dataset", "Seven", "2026-01-02"), (Text(seven, "@type"), Text(seven, "name"), Text(seven, "datePublished")));
        Equal("""{"@id":"b.sqlite"}""", seven["hasPart"]);
        Equal("""{"@id":"#Zoë%20张"}""", seven["author"]);
    }

    [Fact]
    public void No_two_entities_have_the_same_id()
    {
        var crate = Crate(
            new FigsharePlate { FileId = 1, FileName = "a.txt" },
            new FigsharePlate { FileId = 2, FileName = "a.txt" },
            new FigsharePlate { FileId = 2, FileName = "a.txt" },
            new FigsharePlate { FileId = 3, FileName = "ro-crate-metadata.json" });

        Equal($$"""{"@id":"a.txt"},{"@id":"{{FileUrl}}2"},{"@id":"{{FileUrl}}3"}""", crate["./"]["hasPart"]);
    }

    [Theory]
    [InlineData("a b#1?.txt", "a%20b%231%3F.txt")]
    [InlineData("50%[x]:.txt", "50%25%5Bx%5D%3A.txt")]
    [InlineData(@"sub\é.txt", "sub/é.txt")]
    public void Paths_are_written_as_URIs(string fileName, string id) =>
        Assert.Contains(id, Crate(new FigsharePlate { FileId = 1, FileName = fileName }).Keys);

    [Fact]
    public void A_file_outside_the_crate_or_elsewhere_has_an_absolute_id()
    {
        var outside = Path.Combine(Path.GetDirectoryName(Folder)!, "outside 1.sqlite");
        using (var writer = Writer())
        {
            writer.Write(new FigsharePlate { FileId = 1 }, outside);
            writer.Write(new FigsharePlate { FileId = 2, FileName = "x", DownloadUrl = "https://example.org/x", IsLinkOnly = true });
            writer.Write(new FigsharePlate { FileId = 3 });
            writer.Complete();
        }

        Equal($$"""{"@id":"{{new Uri(outside).AbsoluteUri}}"},{"@id":"https://example.org/x"},{"@id":"{{FileUrl}}3"}""",
            Read()["./"]["hasPart"]);
    }

    private Dictionary<string, JsonNode> Crate(params IEnumerable<FigsharePlate> plates)
    {
        using var writer = Writer();
        foreach (var plate in plates)
        {
            writer.Write(plate);
        }

        writer.Complete();
        return Read();
    }

    private ManifestWriter Writer() => new(
        PathOf("ro-crate-metadata.json"), ManifestFormat.RoCrate,
        clock: new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)));

    private Dictionary<string, JsonNode> Read() =>
        JsonNode.Parse(File.ReadAllText(PathOf("ro-crate-metadata.json")))!["@graph"]!.AsArray()
            .ToDictionary(entity => Text(entity!, "@id"), entity => entity!);

    private static string Text(JsonNode entity, string property) => (string)entity[property]!;

    /// <summary>Compares JSON. A list may be given without its brackets.</summary>
    private static void Equal(string expected, JsonNode? actual)
    {
        var json = actual is JsonArray && !expected.StartsWith('[') ? $"[{expected}]" : expected;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), actual), $"{actual}");
    }
}
