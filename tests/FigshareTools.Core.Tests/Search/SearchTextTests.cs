using System;
using FigshareTools.Search;

namespace FigshareTools.Core.Tests.Search;

public class SearchTextTests
{
    [Theory]
    [InlineData("cell painting", "cell painting")]
    [InlineData("  cell \t\r\n painting ", "cell painting")]
    [InlineData("cats AND dogs OR NOT birds", "cats AND dogs OR NOT birds")]
    [InlineData("scrf=(cpcm,solvent=benzene)", "scrf=(cpcm,solvent=benzene)")]
    [InlineData("a\" OR :author: \"b", "a OR author b")]
    [InlineData("the \"real\" thing", "the real thing")]
    [InlineData("\u201Cquoted\u201D \u201Elow\u201F \uFF02wide\uFF02", "quoted low wide")]
    [InlineData("ends with \\", "ends with")]
    [InlineData("C:\\data\\plates", "C: data plates")]
    [InlineData("x :title: y", "x title y")]
    [InlineData("x:Search Term:y", "x Search Term y")]
    [InlineData(":title:author:tag:", "title author tag")]
    [InlineData(":published_before: 2020", "published_before 2020")]
    [InlineData(":ti\"tle: x", "ti tle x")]
    [InlineData("Cell Health: profiles", "Cell Health: profiles")]
    [InlineData("from 10:30:15 to 11:00", "from 10:30:15 to 11:00")]
    [InlineData("nul\0 and bell\a", "nul and bell")]
    [InlineData("Größe 細胞 it's", "Größe 細胞 it's")]
    public void Operators_in_a_text_have_no_effect(string text, string phrase)
    {
        Assert.Equal($":title: \"{phrase}\"", SearchText.Of(new ArticleSearch { Title = text }));
    }

    [Theory]
    [InlineData("", "-Title")]
    [InlineData(" \t", "-Title")]
    [InlineData("\"\"", "-Title")]
    [InlineData("()", "-Title")]
    [InlineData("\\ : \"", "-Title")]
    public void A_text_without_words_is_refused(string text, string parameter)
    {
        var failure = Assert.Throws<FigshareException>(() => SearchText.Of(new ArticleSearch { Title = text }));

        Assert.Equal(FigshareErrorId.InvalidSearch, failure.ErrorId);
        Assert.Equal(
            PrintableText.Of($"{parameter} '{text}' has nothing to search for; give it words, or leave it out."), failure.Message);
    }

    [Theory]
    [InlineData(":title: law OR (:tag: \"a\" AND cell)")]
    [InlineData("cell painting")]
    public void A_query_is_sent_unchanged(string query)
    {
        Assert.Equal(query, SearchText.Of(new ArticleSearch { Query = query }));
    }

    [Fact]
    public void All_texts_are_combined_with_AND()
    {
        var text = SearchText.Of(new ArticleSearch
        {
            Query = "cell OR plate",
            Title = "Cell Health",
            Authors = ["Gregory Way", "Shantanu Singh"],
            Tags = ["Cell Painting", "CRISPR"],
            Institution = "nih",
        });

        Assert.Equal(
            "(cell OR plate) AND :title: \"Cell Health\" AND :author: \"Gregory Way\" AND :author: \"Shantanu Singh\" "
            + "AND :tag: \"Cell Painting\" AND :tag: \"CRISPR\" AND :institution: \"nih\"", text);
    }

    [Fact]
    public void Fields_of_the_request_are_not_part_of_the_text()
    {
        Assert.Null(SearchText.Of(new ArticleSearch
        {
            Doi = "10.6084/m9.figshare.4",
            Institution = "2000013",
            Type = ArticleType.Dataset,
            PublishedSince = DateTime.MinValue,
        }));
    }

    [Theory]
    [InlineData("Loughborough University")]
    [InlineData("nih.figshare.com")]
    [InlineData("x\" OR \"")]
    public void An_institution_is_a_number_or_a_name_in_a_host(string institution)
    {
        var failure = Assert.Throws<FigshareException>(
            () => SearchText.Of(new ArticleSearch { Institution = institution }));

        Assert.Equal(FigshareErrorId.InvalidSearch, failure.ErrorId);
        Assert.StartsWith($"-Institution '{institution}' is no", failure.Message, StringComparison.Ordinal);
    }
}
