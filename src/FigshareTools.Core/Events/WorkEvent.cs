using System;
using System.Globalization;

namespace FigshareTools;

/// <summary>
/// Something that happens to a plate or an item while it is worked on. Verbose messages, the texts of progress bars and the log
/// of a run are all made from it.
/// </summary>
public abstract record WorkEvent
{
    private WorkEvent()
    {
    }

    /// <summary>The event as <c>-Verbose</c> shows it, without its plate or item; empty if it is not shown.</summary>
    public abstract string Describe();

    /// <summary>A decision that needs no data of its own.</summary>
    /// <param name="Text">The decision and its reason.</param>
    public sealed record Decision(string Text) : WorkEvent
    {
        /// <inheritdoc/>
        public override string Describe() => Text;
    }

    /// <summary>A plate is skipped, because its file is right. The text is made only for those who read it.</summary>
    /// <param name="Path">Full path of the file.</param>
    public sealed record Skipped(string Path) : WorkEvent
    {
        /// <inheritdoc/>
        public override string Describe() => $"'{Path}' is there already: skipped";
    }

    /// <summary>The API has answered a request.</summary>
    /// <param name="Request">Method, path and query of the request.</param>
    /// <param name="Bytes">The length of the response; null if the cached one is unchanged.</param>
    public sealed record Answered(string Request, int? Bytes) : WorkEvent
    {
        /// <inheritdoc/>
        public override string Describe() =>
            Bytes is { } bytes ? $"{Request}: {bytes} bytes" : $"{Request}: unchanged, so the cached response is used";
    }

    /// <summary>A plate of which an earlier run has left bytes is resumed.</summary>
    /// <param name="Path">Full path of the final name.</param>
    /// <param name="Bytes">Bytes on disk.</param>
    /// <param name="Length">The length of the file; null when not known.</param>
    public sealed record Resumed(string Path, long Bytes, long? Length) : WorkEvent
    {
        /// <inheritdoc/>
        public override string Describe() => Length is { } length
            ? $"resuming: {Bytes} of {length} bytes are on disk; they are checked, then the rest is downloaded"
            : $"resuming: {Bytes} bytes are on disk; they are checked, then the rest is downloaded";
    }

    /// <summary>The primary connection receives bytes from another host than before, or its first ones.</summary>
    /// <param name="Host">The host.</param>
    /// <param name="Position">The position of the first byte.</param>
    public sealed record Receiving(string Host, long Position) : WorkEvent
    {
        /// <inheritdoc/>
        public override string Describe() => $"downloading from {Host}, from byte {Position}";
    }

    /// <summary>The number of connections that download a plate has changed.</summary>
    /// <param name="Count">The number of connections.</param>
    public sealed record ConnectionsChanged(int Count) : WorkEvent
    {
        /// <inheritdoc/>
        public override string Describe() => "";
    }

    /// <summary>An attempt has failed, and another one follows after a delay. <see cref="WaitEnded"/> ends it.</summary>
    /// <param name="Attempt">
    /// The number of the retry without progress; 0 for a download that broke after enough progress, which starts a new count.
    /// </param>
    /// <param name="Delay">The delay.</param>
    /// <param name="Until">The end of the delay, in local time.</param>
    /// <param name="Cause">Why the attempt failed.</param>
    public sealed record Retrying(int Attempt, TimeSpan Delay, DateTimeOffset Until, EventCause Cause) : WorkEvent
    {
        /// <inheritdoc/>
        public override string Describe() => string.Format(
            CultureInfo.InvariantCulture, "{0}: trying again in {1:0.#} s ({2})", Cause.Text, Delay.TotalSeconds,
            Attempt == 0 ? "the download had progressed, so this is no retry" : Attempt);
    }

    /// <summary>All hosts of a plate or an item refuse this client, so it waits. The wait is no attempt.</summary>
    /// <param name="Delay">The time until the next decision.</param>
    /// <param name="Until">When that is, in local time.</param>
    /// <param name="Cause">The refusal of the first host.</param>
    public sealed record Waiting(TimeSpan Delay, DateTimeOffset Until, EventCause Cause) : WorkEvent
    {
        /// <inheritdoc/>
        public override string Describe() => WaitText.Of(Delay, Cause);

        /// <summary>
        /// Whether this is the same wait, decided again: it has the same host and end, except for the time that the decision
        /// takes.
        /// </summary>
        internal bool IsLike(string? host, DateTimeOffset until) =>
            Cause.Host == host && (Until - until).Duration() < TimeSpan.FromSeconds(1);
    }

    /// <summary>A wait or a delay has ended.</summary>
    public sealed record WaitEnded : WorkEvent
    {
        /// <inheritdoc/>
        public override string Describe() => "";
    }

    /// <summary>A host refuses this client, so it is left alone until the next probe: its circuit breaker is open.</summary>
    /// <param name="Cause">The refusal.</param>
    /// <param name="NextProbe">When the host is asked again, in local time.</param>
    /// <param name="IsContinued">Whether the host was left alone already, and has refused a probe.</param>
    public sealed record HostRefused(EventCause Cause, DateTimeOffset NextProbe, bool IsContinued) : WorkEvent
    {
        /// <inheritdoc/>
        public override string Describe() => string.Format(
            CultureInfo.InvariantCulture, "{0} {1}refuses this network ({2}): it is asked again at {3:HH:mm}", Cause.Host,
            IsContinued ? "still " : "", Cause.Text, NextProbe);
    }

    /// <summary>A host that was left alone answers again.</summary>
    /// <param name="Host">The host.</param>
    /// <param name="Lasted">How long it was left alone.</param>
    public sealed record HostAnswered(string Host, TimeSpan Lasted) : WorkEvent
    {
        /// <inheritdoc/>
        public override string Describe() => $"{Host} answers this network again";
    }

    /// <summary>The bytes of a plate were verified.</summary>
    /// <param name="Level">What they were compared with.</param>
    /// <param name="Md5">Their MD5; null when it was not computed.</param>
    public sealed record Verified(VerificationLevel Level, string? Md5) : WorkEvent
    {
        /// <inheritdoc/>
        public override string Describe() => Level switch
        {
            VerificationLevel.Md5 => $"verified: length and MD5 ({Md5}) are right",
            VerificationLevel.Size => "verified: the length is right, no MD5 is known",
            _ => "not verified: neither length nor MD5 is known",
        };
    }
}
