using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace FigshareTools.Api;

/// <summary>
/// Public answers of the API with their tags, a file each, so that a listing that has not changed is not sent again
/// (Figshare: "Most responses should return an ETag header … We encourage to use these"). Whatever is wrong with the cache
/// makes it empty, never an error.
/// </summary>
internal sealed class AnswerCache(string folder, TimeProvider clock)
{
    // The first line of a file; another one is another version's, or nobody's.
    private const string Form = "FigshareTools answer 1";

    private static readonly TimeSpan s_keptFor = TimeSpan.FromDays(30);

    private bool _swept;

    /// <summary>The kept answer to an address.</summary>
    public (string ETag, byte[] Body)? Read(Uri uri)
    {
        try
        {
            var file = File.ReadAllBytes(PathOf(uri));
            var head = Encoding.UTF8.GetString(file, 0, Math.Min(file.Length, 4096)).Split(['\n'], 5);
            if (head.Length < 5 || head[0] != Form || head[1] != uri.AbsoluteUri)
            {
                return null;
            }

            var start = Encoding.UTF8.GetByteCount(string.Join("\n", head.Take(4))) + 1;
            var body = file.Skip(start).ToArray();
            return head[3] == Checksum(body) ? (head[2], body) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Keeps an answer, in place of an older one.</summary>
    public void Write(Uri uri, string eTag, byte[] body)
    {
        try
        {
            Directory.CreateDirectory(folder);
            Sweep();
            var path = PathOf(uri);
            var draft = $"{path}.{Guid.NewGuid():n}";
            var head = Encoding.UTF8.GetBytes($"{Form}\n{uri.AbsoluteUri}\n{eTag}\n{Checksum(body)}\n");
            File.WriteAllBytes(draft, [.. head, .. body]);
            File.Delete(path);
            File.Move(draft, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not kept: it will be asked for again.
        }
    }

    /// <summary>Once a session, forgets what nobody has asked for in a month.</summary>
    private void Sweep()
    {
        if (!_swept)
        {
            _swept = true;
            var limit = clock.GetUtcNow().UtcDateTime - s_keptFor;
            foreach (var file in Directory.EnumerateFiles(folder).Where(file => File.GetLastWriteTimeUtc(file) < limit))
            {
                File.Delete(file);
            }
        }
    }

    private string PathOf(Uri uri) => Path.Combine(folder, Checksum(Encoding.UTF8.GetBytes(uri.AbsoluteUri)) + ".json");

    /// <summary>FNV-1a: it is to find damage and to name files, not to keep forgers out.</summary>
    private static string Checksum(byte[] bytes)
    {
        var hash = 14695981039346656037ul;
        foreach (var part in bytes)
        {
            hash = unchecked((hash ^ part) * 1099511628211ul);
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
