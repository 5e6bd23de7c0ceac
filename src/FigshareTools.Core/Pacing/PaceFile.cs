using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace FigshareTools.Pacing;

/// <summary>What a file of a pace folder means.</summary>
internal enum PaceFileKind
{
    /// <summary>One request may be sent to the host, in the second that begins at the file's time.</summary>
    Slot,

    /// <summary>One request may probe the host, in the minute that begins at the file's time.</summary>
    Probe,

    /// <summary>The host refuses this network, and is probed at the file's time.</summary>
    Refused,
}

/// <summary>
/// The name of a file in a pace folder. The name is all that counts: the file is empty and never opened for reading, so that a
/// link, a pipe or a torn write under such a name can neither block nor mislead a reader.
/// </summary>
/// <param name="Host">Host and port; see <see cref="HostName"/>.</param>
/// <param name="Kind">What it means.</param>
/// <param name="Time">A time, in seconds since 1970 in UTC.</param>
internal readonly record struct PaceFile(string Host, PaceFileKind Kind, long Time)
{
    /// <summary>How long a claim is kept. The clocks of two nodes may differ by nearly as much.</summary>
    public const int SecondsKept = 120;

    private static readonly Regex s_name = new(
        @"^(?<host>[A-Za-z0-9._-]{1,200})\.(?<time>\d{1,11})(-(?<waits>\d{1,3}))?\.(?<kind>slot|probe|refused)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    /// <summary>The number of waits before probes until now, if the host refuses this network.</summary>
    public int Waits { get; init; }

    /// <summary>The file's name.</summary>
    public string Name => Kind == PaceFileKind.Refused
        ? string.Format(CultureInfo.InvariantCulture, "{0}.{1}-{2}.refused", Host, Time, Waits)
        : string.Format(CultureInfo.InvariantCulture, "{0}.{1}.{2}", Host, Time, Kind == PaceFileKind.Slot ? "slot" : "probe");

    /// <summary>Host and port of an address, as a part of a file name.</summary>
    public static string HostName(Uri uri) => Regex.Replace(uri.Authority, "[^A-Za-z0-9.-]", "_", RegexOptions.CultureInvariant);

    /// <summary>Reads a file's name; null for a file that has another meaning or none.</summary>
    public static PaceFile? Parse(string name)
    {
        var match = s_name.Match(name);
        return match.Success
            ? new PaceFile(match.Groups["host"].Value, KindOf(match.Groups["kind"].Value), NumberOf(match.Groups["time"].Value))
            {
                Waits = match.Groups["waits"].Success ? (int)NumberOf(match.Groups["waits"].Value) : 0,
            }
            : null;
    }

    /// <summary>
    /// Whether the file means nothing any more and can be deleted: a claim whose time is over, or a refusal that no process has
    /// renewed after the longest wait.
    /// </summary>
    /// <param name="now">The time, in seconds since 1970.</param>
    public bool IsOld(long now) =>
        Time + (Kind == PaceFileKind.Refused ? (long)SharedRefusal.MaximumWait.TotalSeconds : SecondsKept) < now;

    private static PaceFileKind KindOf(string text) => text switch
    {
        "slot" => PaceFileKind.Slot,
        "probe" => PaceFileKind.Probe,
        _ => PaceFileKind.Refused,
    };

    private static long NumberOf(string digits) => long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
