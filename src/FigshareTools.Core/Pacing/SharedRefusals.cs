using System;
using System.IO;
using System.Linq;

namespace FigshareTools.Pacing;

/// <summary>What a look into the folder has found.</summary>
/// <param name="Refusal">The host's refusal; null when it refuses nothing.</param>
internal sealed record SharedLook(SharedRefusal? Refusal);

/// <summary>
/// The hosts that refuse the processes which share a pace folder. A folder that cannot be used costs nothing but the knowledge
/// of the others: its failures are answered as if this process were alone.
/// </summary>
/// <param name="folder">The folder.</param>
internal sealed class SharedRefusals(PaceFolder folder)
{
    private const int ProbeSeconds = 60;

    /// <summary>Looks whether a host refuses this network; null when the folder cannot be read.</summary>
    public SharedLook? Look(Uri host)
    {
        var name = PaceFile.HostName(host);
        return OrElse(() => new SharedLook(SharedRefusal.Of(folder.FilesOf(name), folder.Now)), null);
    }

    /// <summary>States that a host refuses this network, in place of what was stated before.</summary>
    /// <param name="host">The host.</param>
    /// <param name="wait">The time until it is probed.</param>
    /// <param name="waits">The number of waits before probes until now.</param>
    /// <returns>When it is probed, in seconds since 1970; null when that could not be stated.</returns>
    public long? State(Uri host, TimeSpan wait, int waits) => OrElse<long?>(
        () =>
        {
            var refused = new PaceFile(PaceFile.HostName(host), PaceFileKind.Refused, folder.Now + (long)wait.TotalSeconds)
            {
                Waits = Math.Min(waits, 999),
            };
            var others = folder.FilesOf(refused.Host).Where(file => file.Kind == PaceFileKind.Refused && file != refused);
            folder.TryCreate(refused);
            foreach (var other in others)
            {
                folder.TryDelete(other);
            }

            return refused.Time;
        },
        null);

    /// <summary>States that a host answers.</summary>
    public void Withdraw(Uri host) => OrElse(
        () =>
        {
            foreach (var file in folder.FilesOf(PaceFile.HostName(host)).Where(file => file.Kind == PaceFileKind.Refused))
            {
                folder.TryDelete(file);
            }

            return true;
        },
        false);

    /// <summary>
    /// Claims the right to probe a host. It is for this minute: a process that ends within its probe blocks the others for no
    /// longer.
    /// </summary>
    public bool TryClaimProbe(Uri host) => OrElse(
        () => folder.TryCreate(new PaceFile(
            PaceFile.HostName(host), PaceFileKind.Probe, folder.Now / ProbeSeconds * ProbeSeconds)),
        true);

    private static T OrElse<T>(Func<T> use, T otherwise)
    {
        try
        {
            return use();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return otherwise;
        }
    }
}
