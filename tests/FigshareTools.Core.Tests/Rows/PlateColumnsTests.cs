using System;
using System.Linq;
using FigshareTools.Rows;

namespace FigshareTools.Core.Tests.Rows;

public class PlateColumnsTests
{
    [Fact]
    public void Every_property_of_a_plate_is_a_column() => Assert.Equal(
        typeof(FigsharePlate).GetProperties().Select(property => property.Name).Append("Path").Order(),
        PlateColumns.All.Select(column => column.Name).Order());

    [Fact]
    public void No_heading_belongs_to_two_columns() => Assert.Distinct(PlateColumns.All.SelectMany(column => column.Keys));

    [Fact]
    public void Names_of_expectations_are_those_of_verifications() => Assert.Equal(
        [nameof(PlateVerification.ExpectedLength), nameof(PlateVerification.ExpectedMd5)],
        PlateColumns.All.Select(column => column.ExpectationName).OfType<string>());

    [Fact]
    public void Secrets_and_paths_are_written_to_no_manifest() =>
        Assert.Equal(["PrivateLink", "Path"], PlateColumns.All.Except(PlateColumns.Written).Select(column => column.Name));

    [Fact]
    public void Every_column_says_what_it_means() =>
        Assert.All(PlateColumns.All, column => Assert.EndsWith(".", column.Meaning, StringComparison.Ordinal));
}
