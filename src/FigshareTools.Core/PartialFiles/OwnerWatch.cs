using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Files;
using FigshareTools.Timing;

namespace FigshareTools.PartialFiles;

/// <summary>Waits for another run that has a plate: until it has ended, or shows no sign of life for too long.</summary>
/// <param name="target">Full path of the plate's final name.</param>
/// <param name="clock">The clock.</param>
internal sealed class OwnerWatch(string target, TimeProvider clock)
{
    // A message for each wait suffices, and one more whenever half of the time is over.
    private static readonly TimeSpan s_shownChange = TimeSpan.FromTicks(OwnerWaitPolicy.MaximumSilence.Ticks / 2);

    private readonly string _journal = PartialPath.OfJournal(target);
    private readonly WriterIdentity _self = NewObserver();
    private OwnerSigns _seen;
    private long _lastSign = clock.GetTimestamp();
    private DateTimeOffset _shownEnd;
    private int _looks;

    /// <summary>Waits until another attempt to open the partial file may succeed.</summary>
    /// <param name="refusal">Why the last attempt failed.</param>
    /// <param name="log">Shows the wait.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="EngineException">The other run has not ended, and shows no sign of life.</exception>
    public async Task WaitAsync(EngineException refusal, IRunLog log, CancellationToken cancellationToken)
    {
        try
        {
            for (var action = OwnerWaitAction.Wait; action != OwnerWaitAction.Retry;)
            {
                // Who sees that the run waits can rely on the delay having begun.
                var delay = clock.DelayAsync(OwnerWaitPolicy.DelayBefore(_looks++), cancellationToken);
                Show(refusal, log);
                await delay.ConfigureAwait(false);
                action = OwnerWaitPolicy.Decide(Look(), clock.GetElapsedTime(_lastSign));
                if (action == OwnerWaitAction.GiveUp)
                {
                    throw PartialFileErrors.InUse(
                        $"{refusal.Cause}, and has done nothing for {OwnerWaitPolicy.MaximumSilence.TotalMinutes:0} minutes",
                        refusal);
                }
            }
        }
        finally
        {
            log.Report(new WorkEvent.WaitEnded());
        }
    }

    /// <summary>
    /// An identity that tells writers of this machine from others. It writes nothing, so it need not count as alive.
    /// </summary>
    private static WriterIdentity NewObserver()
    {
        var observer = WriterIdentity.Register();
        observer.Unregister();
        return observer;
    }

    private void Show(EngineException refusal, IRunLog log)
    {
        var remaining = OwnerWaitPolicy.MaximumSilence - clock.GetElapsedTime(_lastSign);
        var end = clock.GetLocalNow() + remaining;
        if (end - _shownEnd >= s_shownChange)
        {
            _shownEnd = end;
            log.Report(new WorkEvent.Waiting(remaining, end, EventCause.Of(refusal)));
        }
    }

    private OwnerSigns Look()
    {
        var signs = Signs();
        if (signs != _seen)
        {
            _seen = signs;
            _lastSign = clock.GetTimestamp();
        }

        return signs;
    }

    private OwnerSigns Signs()
    {
        try
        {
            if (PartialState.Read(_journal)?.Writer is not { } writer)
            {
                return default;
            }

            var liveness = WriterCheck.Evaluate(
                writer, _self, () => WriterProcess.Of(writer), JournalHeartbeat.AgeOf(_journal, clock));
            return new OwnerSigns(
                liveness == WriterLiveness.Alive, writer.Id, FileStamp.Of(_journal),
                FileStamp.Of(PartialPath.OfFile(target, writer.Id)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next attempt to open the file reports it.
            return default;
        }
    }
}
