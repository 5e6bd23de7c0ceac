using System.Linq;
using System.Net.Http.Headers;

namespace FigshareTools.Sources;

/// <summary>Reads the file name in a Content-Disposition header.</summary>
internal static class DispositionName
{
    /// <summary>The name, without quotes; null when the header has none that can be read.</summary>
    public static string? Of(ContentDispositionHeaderValue? disposition) =>
        // A parameter without a value, such as "filename*", makes the properties of the header throw (.NET 10, 2026-11).
        disposition?.Parameters.All(parameter => parameter.Value is not null) is true
        && (disposition.FileNameStar ?? disposition.FileName)?.Trim('"') is { Length: > 0 } name
            ? name
            : null;
}
