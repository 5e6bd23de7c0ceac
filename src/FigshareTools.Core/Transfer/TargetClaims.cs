using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace FigshareTools.Transfer;

/// <summary>Who has a file name of a run.</summary>
internal enum TargetClaim
{
    /// <summary>The name is not known yet.</summary>
    None,

    /// <summary>This plate has it.</summary>
    Mine,

    /// <summary>Another plate of the run has it.</summary>
    Taken,
}

/// <summary>
/// Remembers which files a run has given out, so that a second plate cannot overwrite the first. A fingerprint a plate
/// (some 20 to 40 bytes with its place in the table): a million paths would cost ten times that.
/// </summary>
internal sealed class TargetClaims
{
    // These file systems usually take SQ1.sqlite and sq1.sqlite for one file.
    private static readonly bool s_ignoreCase =
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) || RuntimeInformation.IsOSPlatform(OSPlatform.OSX);

    private readonly HashSet<ulong> _taken = [];

    /// <summary>Claims a path for a plate.</summary>
    public TargetClaim Claim(string path)
    {
        lock (_taken)
        {
            return _taken.Add(FingerprintOf(path)) ? TargetClaim.Mine : TargetClaim.Taken;
        }
    }

    private static ulong FingerprintOf(string path) => Fingerprint(s_ignoreCase ? path.ToUpperInvariant() : path);

    /// <summary>FNV-1a, then mixed (as MurmurHash3 ends): among a million paths, two meet once in 37 million runs.</summary>
    private static ulong Fingerprint(string path)
    {
        unchecked
        {
            var hash = 14695981039346656037ul;
            foreach (var c in path)
            {
                hash = (hash ^ c) * 1099511628211ul;
            }

            hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdul;
            hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53ul;
            return hash ^ (hash >> 33);
        }
    }
}
