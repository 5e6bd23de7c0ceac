using System;
using FigshareTools.Files;

namespace FigshareTools.PartialFiles;

/// <summary>Whether the writer of a partial file still lives.</summary>
internal enum WriterLiveness
{
    /// <summary>It writes, or may write.</summary>
    Alive,

    /// <summary>Its process has ended, so that nothing has the partial file open.</summary>
    Dead,

    /// <summary>
    /// It is on another machine and shows no sign of life. It may be suspended and write later: its partial file is copied
    /// and not written to.
    /// </summary>
    Silent,
}

/// <summary>What is known of the process of a writer.</summary>
/// <param name="IsThisProcess">Whether it is this process.</param>
/// <param name="IsRegistered">Whether the writer has not ended, if it is one of this process.</param>
/// <param name="MayRun">Whether the process may still run, if it is one of this machine.</param>
internal readonly record struct WriterProcess(bool IsThisProcess, bool IsRegistered, bool MayRun)
{
    public static WriterProcess Of(WriterIdentity writer) => new(
        writer.Process == ProcessIdentity.Current, WriterIdentity.IsRegistered(writer.Id), writer.Process.MayRun());
}

/// <summary>
/// Decides whether a writer lives. Locks of the file system do not matter: on NFS and Lustre they may not work.
/// </summary>
internal static class WriterCheck
{
    /// <summary>Decides whether the writer of a partial file lives.</summary>
    /// <param name="found">The writer.</param>
    /// <param name="current">A writer of this process.</param>
    /// <param name="process">What is known of the writer's process, if it runs on this machine.</param>
    /// <param name="sinceHeartbeat">
    /// The time since the writer's last heartbeat; negative when the clock of this machine is behind.
    /// </param>
    public static WriterLiveness Evaluate(
        WriterIdentity found, WriterIdentity current, Func<WriterProcess> process, TimeSpan sinceHeartbeat)
    {
        if (found.Machine != current.Machine || found.Namespace != current.Namespace)
        {
            return JournalHeartbeat.IsSilent(sinceHeartbeat) ? WriterLiveness.Silent : WriterLiveness.Alive;
        }

        if (!BootIdentity.IsCurrent(found.Boot))
        {
            return WriterLiveness.Dead;
        }

        var facts = process();
        var lives = facts.IsThisProcess ? facts.IsRegistered : facts.MayRun;
        return lives ? WriterLiveness.Alive : WriterLiveness.Dead;
    }
}
