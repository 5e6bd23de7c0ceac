using System;
using System.Collections.Generic;
using System.Globalization;

namespace FigshareTools.Torture.Processes;

/// <summary>What a child process saves, and from where.</summary>
/// <param name="Api">The API's address.</param>
/// <param name="Downloader">The downloader's address.</param>
/// <param name="Folder">The destination.</param>
internal sealed record ChildArguments(Uri Api, Uri Downloader, string Folder)
{
    /// <summary>The name of the sub-command. It is no command for people.</summary>
    public const string Command = "child";

    /// <summary>The set of plates of <see cref="Load.TinyPlates"/>.</summary>
    public const string TinySet = "tiny";

    /// <summary>Which set of plates: <see cref="TinySet"/>, or that of <see cref="Torture.Plates.PlateSet.CreateLarge"/>.</summary>
    public string Set { get; init; } = "large";

    /// <summary>The seed of the plates.</summary>
    public int Seed { get; init; }

    /// <summary>The number of plates.</summary>
    public int Plates { get; init; }

    /// <summary>Plates at once.</summary>
    public int ThrottleLimit { get; init; } = 5;

    /// <summary>Connections of a plate; null if the engine chooses.</summary>
    public int? SegmentCount { get; init; }

    /// <summary>The arguments as texts.</summary>
    public IReadOnlyList<string> ToTexts() =>
    [
        Command, Api.AbsoluteUri, Downloader.AbsoluteUri, Folder, Set, Text(Seed), Text(Plates), Text(ThrottleLimit),
        Text(SegmentCount ?? 0),
    ];

    /// <summary>Reads what <see cref="ToTexts"/> wrote.</summary>
    public static ChildArguments Parse(IReadOnlyList<string> texts) =>
        new(new Uri(texts[1].TrimEnd('/')), new Uri(texts[2].TrimEnd('/')), texts[3])
        {
            Set = texts[4],
            Seed = Number(texts[5]),
            Plates = Number(texts[6]),
            ThrottleLimit = Number(texts[7]),
            SegmentCount = Number(texts[8]) is var count and > 0 ? count : null,
        };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
