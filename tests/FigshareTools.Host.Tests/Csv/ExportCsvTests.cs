using System;
using System.Linq;

namespace FigshareTools.Hosting.Tests.Csv;

public class ExportCsvTests : CsvTest
{
    private const string Plates = "[pscustomobject]@{ plate = 'A'; id = 1 }, [pscustomobject]@{ plate = 'B'; id = 2 }";

    [Fact]
    public void Objects_become_records_under_a_header_with_everything_in_quotes() => Assert.Equal(
        Lines("\"plate\",\"id\"", "\"A\",\"1\"", "\"B\",\"2\""),
        Export(Plates));

    [Fact]
    public void The_columns_are_those_of_the_first_object() => Assert.Equal(
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
    public void Quotes_are_put_as_they_are_wished(string quotes, string record) => Assert.Equal(
        record,
        Export(
            "[pscustomobject]@{ a = 'A'; b = 'a,b'; c = 'say \"x\"'; d = ''; e = $null }", $"-UseQuotes {quotes}")
            .Split(Environment.NewLine)[1]);

    [Fact]
    public void Quotes_can_be_put_around_some_columns_alone() => Assert.Equal(
        Lines("\"plate\",id", "\"A\",1", "\"B\",2"),
        Export(Plates, "-QuoteFields PLATE"));

    [Fact]
    public void Quotes_go_by_the_delimiter_in_use() => Assert.Equal(
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
    public void What_is_written_reads_back_the_same(string value)
    {
        var back = Run($$"""
            $value = {{value}}
            [pscustomobject]@{ plate = $value; id = 1 } | Export-Csv $file
            (Import-Csv $file).plate -ceq $value
            """).Single().BaseObject;

        Assert.Equal(true, back);
    }

    [Fact]
    public void The_type_is_named_if_wished_and_survives_a_round_trip()
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
    public void The_header_can_be_left_out() =>
        Assert.Equal(Lines("\"A\",\"1\"", "\"B\",\"2\""), Export(Plates, "-NoHeader"));

    [Fact]
    public void The_columns_of_a_hashtable_are_its_keys() => Assert.Equal(
        Lines("\"plate\",\"id\"", "\"A\",\"1\"", "\"B\",\"2\""),
        Export("[ordered]@{ plate = 'A'; id = 1 }, @{ id = 2; plate = 'B' }"));

    [Fact]
    public void A_property_that_fails_is_an_empty_field() => Assert.Equal(
        Lines("\"plate\",\"bad\"", "\"A\","),
        Export("""
            & {
                $row = [pscustomobject]@{ plate = 'A' }
                $row.psobject.Properties.Add([psscriptproperty]::new('bad', { throw 'no' }))
                $row
            }
            """));

    [Fact]
    public void Numbers_and_dates_are_text_of_the_current_culture_as_their_own_ToString_makes_it()
    {
        var text = Export("[pscustomobject]@{ number = 1234.5; on = $true }");

        Assert.Equal(Lines("\"number\",\"on\"", $"\"{1234.5}\",\"True\""), text);
    }

    [Fact]
    public void No_objects_make_an_empty_file() => Assert.Empty(Export("@()"));

    [Fact]
    public void WhatIf_writes_nothing()
    {
        Run($"{Plates} | Export-Csv $file -WhatIf");

        Assert.False(System.IO.File.Exists(File));
    }
}
