using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;
using FigshareTools.Files;

namespace FigshareTools.Transfer;

/// <summary>Whether a plate may use a file name.</summary>
internal enum TargetClaim
{
    /// <summary>The name is not known yet.</summary>
    None,

    /// <summary>The plate has the name.</summary>
    Granted,

    /// <summary>Another plate of the run has the name.</summary>
    Taken,
}

/// <summary>The path that a row claims for its plate.</summary>
/// <param name="Claim">Whether the plate may use it.</param>
/// <param name="Path">The full path; null while the name is not known, or is invalid.</param>
internal readonly record struct ClaimedTarget(TargetClaim Claim, string? Path);

/// <summary>
/// Remembers the file names of a run, so that no plate overwrites another one. It stores a fingerprint of each path, 20 to 40
/// bytes in the table; a million paths would need ten times as much.
/// </summary>
internal sealed class TargetClaims
{
    // The file systems of these systems usually treat SQ1.sqlite and sq1.sqlite as one file.
    private static readonly bool s_ignoresCase =
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) || RuntimeInformation.IsOSPlatform(OSPlatform.OSX);

    private readonly HashSet<ulong> _taken = [];

    /// <summary>Claims a path for a plate.</summary>
    public TargetClaim Claim(string path)
    {
        lock (_taken)
        {
            return _taken.Add(FingerprintOf(path)) ? TargetClaim.Granted : TargetClaim.Taken;
        }
    }

    /// <summary>
    /// The path with composed letters. A letter with an accent has two forms in Unicode that look the same, and some file
    /// systems treat them as one name.
    /// </summary>
    private static string Composed(string path)
    {
        foreach (var character in path)
        {
            if (character >= '\u0080')
            {
                return Normalized(path);
            }
        }

        return path;
    }

    private static string Normalized(string path)
    {
        try
        {
            return path.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            // The destination has a name that is not valid Unicode.
            return path;
        }
    }

    /// <summary>
    /// FNV-1a with the final mix of MurmurHash3. Among a million paths, two have the same fingerprint in one of 37 million runs.
    /// </summary>
    private static ulong FingerprintOf(string path)
    {
        var name = Composed(path);
        var hash = Fnv1a.Hash64(s_ignoresCase ? name.ToUpperInvariant() : name);
        unchecked
        {
            hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdul;
            hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53ul;
            return hash ^ (hash >> 33);
        }
    }
}
