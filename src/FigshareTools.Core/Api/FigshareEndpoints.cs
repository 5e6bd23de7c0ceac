using System;
using FigshareTools.Http;
using FigshareTools.Pacing;

namespace FigshareTools.Api;

/// <summary>
/// The addresses of the two services that serve Figshare's files. <c>figshare.com/ndownloader</c> and the institutions' hosts
/// like it are not used: since 2026-01-16 they answer HTTP 202 with an empty body.
/// </summary>
/// <param name="ApiUri">Base of the API, without a slash at its end.</param>
/// <param name="DownloadUri">Base of the downloader. It is asked when the API does not serve a file.</param>
public sealed record FigshareEndpoints(Uri ApiUri, Uri DownloadUri)
{
    /// <summary>The real Figshare.</summary>
    public static FigshareEndpoints Figshare { get; } =
        new(new Uri("https://api.figshare.com/v2"), new Uri("https://ndownloader.figshare.com"));

    /// <summary>The circuit breakers of a run that asks these services.</summary>
    /// <param name="maximumOutage">The longest time that requests wait while all of their hosts refuse; zero for none.</param>
    /// <param name="pace">Says whether other processes see open circuits.</param>
    /// <param name="clock">The clock.</param>
    internal HostCircuits NewCircuits(TimeSpan maximumOutage, PaceOptions pace, TimeProvider clock) =>
        new([ApiUri, DownloadUri], maximumOutage, clock)
        {
            Shared = pace.Folder is null ? null : new SharedRefusals(new PaceFolder(pace.Folder, clock)),
        };

    internal Uri Api(string path) => new($"{ApiUri.AbsoluteUri.TrimEnd('/')}/{path}");

    internal Uri ApiFile(long fileId) => Api($"file/download/{fileId}");

    internal Uri DownloaderFile(long fileId) => new($"{DownloadUri.AbsoluteUri.TrimEnd('/')}/files/{fileId}");

    /// <summary>
    /// Whether a token may be sent. On its way to an http address of another machine, everybody could read it.
    /// </summary>
    public bool AreSafeForToken => IsSafe(ApiUri) && IsSafe(DownloadUri);

    private static bool IsSafe(Uri uri) => uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback;
}
