using System;
using System.Linq;

namespace FigshareTools.Hosting.Tests.Csv;

public class ExportCsvTests : CsvTest
{
    private const string Plates = "[pscustomobject]@{ plate = 'A'; id = 1 }, [pscustomobject]@{ plate = 'B'; id = 2 }";

    [Fact]
    public void Objects_become_quoted_records_with_a_header() => Assert.Equal(
        Lines("\"plate\",\"id\"", "\"A\",\"1\"", "\"B\",\"2\""),
        Export(Plates));

    [Fact]
    public void Columns_are_those_of_the_first_object() => Assert.Equal(
        Lines("\"plate\",\"id\"", "\"A\",\"1\"", ",\"2\"", "\"C\","),
        Export("""
            [pscustomobject]@{ plate = 'A'; id = 1 },
            [pscustomobject]@{ ID = 2; size = 5 },
            [pscustomobject]@{ plate = 'C'; id = $null }
            """));

    [Theory]
    [InlineData("-Delimiter ';'", ";")]
    [InlineData("\"`t\"", "\t")]
    public void Any_character_can_be_the_delimiter(string parameters, string delimiter) => Assert.Equal(
        Lines($"\"plate\"{delimiter}\"id\"", $"\"A\"{delimiter}\"1\"", $"\"B\"{delimiter}\"2\""),
        Export(Plates, parameters));

    [Theory]
    [InlineData("Always", "\"A\",\"a,b\",\"say \"\"x\"\"\",\"\",")]
    [InlineData("AsNeeded", "A,\"a,b\",\"say \"\"x\"\"\",,")]
    [InlineData("Never", "A,a,b,say \"x\",,")]
    public void Fields_are_quoted_as_requested(string quotes, string record) => Assert.Equal(
        record,
        Export(
            "[pscustomobject]@{ a = 'A'; b = 'a,b'; c = 'say \"x\"'; d = ''; e = $null }", $"-UseQuotes {quotes}")
            .Split(Environment.NewLine)[1]);

    [Fact]
    public void Quotes_can_be_limited_to_columns() => Assert.Equal(
        Lines("\"plate\",id", "\"A\",1", "\"B\",2"),
        Export(Plates, "-QuoteFields PLATE"));

    [Fact]
    public void Quotes_depend_on_the_delimiter() => Assert.Equal(
        Lines("plate;id", "\"a;b\";c,d"),
        Export("[pscustomobject]@{ plate = 'a;b'; id = 'c,d' }", "-Delimiter ';' -UseQuotes AsNeeded"));

    [Theory]
    [InlineData("'line`nline'")]
    [InlineData("'a,b'")]
    [InlineData("'say \"x\"'")]
    [InlineData("' blanks '")]
    [InlineData("\"tab`tand`r`nlines`n\"")]
    [InlineData("'=1+1'")]
    [InlineData("'#TYPE x'")]
    public void Written_values_are_read_back_unchanged(string value)
    {
        var back = Run($$"""
            $value = {{value}}
            [pscustomobject]@{ plate = $value; id = 1 } | Export-Csv $file
            (Import-Csv $file).plate -ceq $value
            """).Single().BaseObject;

        Assert.Equal(true, back);
    }

    [Fact]
    public void Type_line_is_optional_and_survives_a_round_trip()
    {
        var script = "[pscustomobject]@{ PSTypeName = 'Way.Plate'; plate = 'A' }";

        var first = Export(script, "-IncludeTypeInformation");
        var again = Export("Import-Csv $file | ForEach-Object { $_ } -OutVariable rows | Out-Null; $rows",
            "-IncludeTypeInformation");

        Assert.Equal(Lines("#TYPE Way.Plate", "\"plate\"", "\"A\""), first);
        Assert.Equal(first, again);
        Assert.StartsWith("\"plate\"", Export(script, "-NoTypeInformation"), StringComparison.Ordinal);
    }

    [Fact]
    public void Header_can_be_omitted() =>
        Assert.Equal(Lines("\"A\",\"1\"", "\"B\",\"2\""), Export(Plates, "-NoHeader"));

    [Fact]
    public void Columns_of_a_hashtable_are_its_keys() => Assert.Equal(
        Lines("\"plate\",\"id\"", "\"A\",\"1\"", "\"B\",\"2\""),
        Export("[ordered]@{ plate = 'A'; id = 1 }, @{ id = 2; plate = 'B' }"));

    [Fact]
    public void Failing_property_becomes_an_empty_field() => Assert.Equal(
        Lines("\"plate\",\"bad\"", "\"A\","),
        Export("""
            & {
                $row = [pscustomobject]@{ plate = 'A' }
                $row.psobject.Properties.Add([psscriptproperty]::new('bad', { throw 'no' }))
                $row
            }
            """));

    [Fact]
    public void Values_are_formatted_by_ToString_in_the_current_culture()
    {
        var text = Export("[pscustomobject]@{ number = 1234.5; on = $true }");

        Assert.Equal(Lines("\"number\",\"on\"", $"\"{1234.5}\",\"True\""), text);
    }

    [Fact]
    public void Empty_input_creates_an_empty_file() => Assert.Empty(Export("@()"));

    [Fact]
    public void WhatIf_writes_nothing()
    {
        Run($"{Plates} | Export-Csv $file -WhatIf");

        Assert.False(System.IO.File.Exists(File));
    }
}
