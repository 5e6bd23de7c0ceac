using System;
using System.Collections.Generic;
using System.Linq;

namespace FigshareTools.Simulator;

/// <summary>
/// The tables of a plate as cytominer-database creates them, with fewer measurements: the real tables have about 600
/// columns each. Names and indexes come from the test data of pycytominer, test_SQ00014613.sqlite.
/// </summary>
internal static class PlateSchema
{
    public const string Image = "Image";

    private static readonly string[] s_features =
    [
        .. Names("AreaShape", "Area", "Compactness", "Eccentricity", "EulerNumber", "Extent", "FormFactor",
            "MajorAxisLength", "MaxFeretDiameter", "MeanRadius", "MinorAxisLength", "Orientation", "Perimeter",
            "Solidity"),
        .. Names("Correlation_Correlation", "AGP_DNA", "AGP_ER", "AGP_Mito", "DNA_ER", "DNA_Mito", "ER_RNA"),
        .. Names("Intensity_IntegratedIntensity", "AGP", "DNA", "ER", "Mito", "RNA"),
        .. Names("Intensity_MeanIntensity", "AGP", "DNA", "ER", "Mito", "RNA"),
        .. Names("RadialDistribution_FracAtD", "AGP_1of4", "DNA_1of4", "ER_1of4", "Mito_1of4", "RNA_1of4"),
        .. Names("Texture_Entropy", "AGP_10_0", "DNA_10_0", "ER_10_0", "Mito_10_0", "RNA_10_0"),
    ];

    /// <summary>The compartments of a cell. Each is a table with one row per object.</summary>
    public static IReadOnlyList<string> Compartments { get; } = ["Cells", "Cytoplasm", "Nuclei"];

    public static IReadOnlyList<string> Indexes { get; } =
    [
        "CREATE INDEX table_image_idx ON Image(TableNumber, ImageNumber)",
        "CREATE INDEX plate_well_image_idx ON Image(Image_Metadata_Plate, Image_Metadata_Well)",
        .. Compartments.Select(table =>
            $"CREATE INDEX table_image_object_{table.ToLowerInvariant()}_idx "
            + $"ON {table}(TableNumber, ImageNumber, ObjectNumber)"),
    ];

    public static IReadOnlyList<string> Tables { get; } =
    [
        "CREATE TABLE Image (TableNumber TEXT, ImageNumber BIGINT, Image_Metadata_Plate TEXT, "
        + "Image_Metadata_Well TEXT, Image_Metadata_Site BIGINT, Image_Count_Cells BIGINT, "
        + string.Join(", ", ImageFeatures.Select(name => name + " FLOAT")) + ")",
        .. Compartments.Select(table =>
            $"CREATE TABLE {table} (TableNumber TEXT, ImageNumber BIGINT, ObjectNumber BIGINT, "
            + string.Concat(ParentColumns(table).Select(name => name + " BIGINT, "))
            + string.Join(", ", Features(table).Select(name => name + " FLOAT")) + ")"),
    ];

    public static IEnumerable<string> ImageFeatures => s_features
        .Where(name => name.StartsWith("Intensity", StringComparison.Ordinal))
        .Select(name => "Image_" + name);

    /// <summary>Returns the columns that refer to the object of another compartment.</summary>
    public static string[] ParentColumns(string table) => table switch
    {
        "Cells" => ["Cells_Parent_Nuclei"],
        "Cytoplasm" => ["Cytoplasm_Parent_Cells", "Cytoplasm_Parent_Nuclei"],
        _ => [],
    };

    public static IEnumerable<string> Features(string table) => s_features.Select(name => $"{table}_{name}");

    private static IEnumerable<string> Names(string group, params IEnumerable<string> names) =>
        names.Select(name => $"{group}_{name}");
}
