using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using FigshareTools.Files;

namespace FigshareTools.Api;

/// <summary>
/// Caches public responses of the API with their entity tags, one file each, so that an unchanged listing is not sent again
/// (Figshare: "Most responses should return an ETag header … We encourage to use these"). A damaged or unusable cache counts
/// as empty and is never an error.
/// </summary>
internal sealed class ResponseCache(string folder, TimeProvider clock)
{
    // The first line of a file. A file of another version has another one.
    private const string Header = "FigshareTools answer 1";

    private const int HeaderLines = 4;
    private const int MaximumHeaderBytes = 4096;

    private static readonly TimeSpan s_maximumAge = TimeSpan.FromDays(30);

    private bool _isCleaned;

    /// <summary>The cached response of an address; null without one.</summary>
    public CachedResponse? Read(Uri uri)
    {
        try
        {
            var file = File.ReadAllBytes(PathOf(uri));
            var head = Encoding.UTF8.GetString(file, 0, Math.Min(file.Length, MaximumHeaderBytes))
                .Split(['\n'], HeaderLines + 1);
            if (head.Length <= HeaderLines || head[0] != Header || head[1] != uri.AbsoluteUri)
            {
                return null;
            }

            var start = Encoding.UTF8.GetByteCount(string.Join("\n", head.Take(HeaderLines))) + 1;
            var body = file.Skip(start).ToArray();
            return head[3] == Checksum(body) ? new CachedResponse(head[2], body) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Stores a response in place of an older one.</summary>
    public void Write(Uri uri, CachedResponse response)
    {
        try
        {
            Directory.CreateDirectory(folder);
            RemoveOldFiles();
            var path = PathOf(uri);
            var temporary = $"{path}.{Guid.NewGuid():n}";
            var body = response.Body;
            var head = Encoding.UTF8.GetBytes($"{Header}\n{uri.AbsoluteUri}\n{response.ETag}\n{Checksum(body)}\n");
            using (var file = Create(temporary))
            {
                file.Write(head, 0, head.Length);
                file.Write(body, 0, body.Length);
            }

            FileReplacement.Replace(temporary, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Without the cached response, the next run requests it again.
        }
    }

    /// <summary>
    /// Creates a file that only its owner may read: it shows which articles somebody has listed. On Windows, the folder decides.
    /// </summary>
    private static FileStream Create(string path)
    {
#if NET
        if (!OperatingSystem.IsWindows())
        {
            return new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        }
#endif
        return new FileStream(path, FileMode.CreateNew, FileAccess.Write);
    }

    /// <summary>Removes files that were not used for a month, once per run.</summary>
    private void RemoveOldFiles()
    {
        if (!_isCleaned)
        {
            _isCleaned = true;
            var limit = clock.GetUtcNow().UtcDateTime - s_maximumAge;
            foreach (var file in Directory.EnumerateFiles(folder).Where(file => File.GetLastWriteTimeUtc(file) < limit))
            {
                File.Delete(file);
            }
        }
    }

    private string PathOf(Uri uri) => Path.Combine(folder, Checksum(Encoding.UTF8.GetBytes(uri.AbsoluteUri)) + ".json");

    private static string Checksum(byte[] bytes) => Fnv1a.Hash64(bytes).ToString("x16", CultureInfo.InvariantCulture);
}

/// <summary>A cached response.</summary>
/// <param name="ETag">Its entity tag.</param>
/// <param name="Body">Its JSON in UTF-8.</param>
internal sealed record CachedResponse(string ETag, byte[] Body);
