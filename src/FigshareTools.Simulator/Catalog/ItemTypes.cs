using System.Collections.Generic;

namespace FigshareTools.Simulator;

/// <summary>
/// Figshare's item types by number, from <c>item_type</c> in the official definition. New items no longer get type 4.
/// </summary>
internal static class ItemTypes
{
    public const int Dataset = 3;

    private static readonly Dictionary<int, string> s_names = new()
    {
        [1] = "figure",
        [2] = "media",
        [Dataset] = "dataset",
        [4] = "fileset",
        [5] = "poster",
        [6] = "journal contribution",
        [7] = "presentation",
        [8] = "thesis",
        [9] = "software",
        [11] = "online resource",
        [12] = "preprint",
        [13] = "book",
        [14] = "conference contribution",
        [15] = "chapter",
        [16] = "peer review",
        [17] = "educational resource",
        [18] = "report",
        [19] = "standard",
        [20] = "composition",
        [21] = "funding",
        [22] = "physical object",
        [23] = "data management plan",
        [24] = "workflow",
        [25] = "monograph",
        [26] = "performance",
        [27] = "event",
        [28] = "service",
        [29] = "model",
    };

    public static bool Exists(int type) => s_names.ContainsKey(type);

    public static string NameOf(int type) => s_names[type];
}
