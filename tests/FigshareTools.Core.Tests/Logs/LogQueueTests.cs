using System;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Logs;
using FigshareTools.Runs;

namespace FigshareTools.Core.Tests.Logs;

public class LogQueueTests
{
    private static readonly LogEntry s_rate = new LogEntry.Rate(RateSample.None, 0) { Time = DateTimeOffset.UnixEpoch };
    private static readonly LogEntry s_end = new LogEntry.RunStarted { Time = DateTimeOffset.UnixEpoch };

    [Fact]
    public async Task Full_queue_drops_samples_of_the_rate_and_nothing_else()
    {
        using var queue = new LogQueue();
        for (var number = 1; number <= LogQueue.Capacity + 10; number++)
        {
            queue.Add(Event(number));
            queue.Add(s_rate);
        }

        queue.Complete(s_end);
        var batch = await queue.TakeAsync(TestContext.Current.CancellationToken);

        Assert.Equal(LogQueue.Capacity + 10, batch.Entries.OfType<LogEntry.Event>().Count());
        Assert.Equal(LogQueue.Capacity / 2, batch.Entries.OfType<LogEntry.Rate>().Count());
        Assert.True(batch.IsLast);
    }

    [Fact]
    public async Task Taking_waits_for_the_next_entry()
    {
        using var queue = new LogQueue();
        var taking = queue.TakeAsync(TestContext.Current.CancellationToken);
        Assert.False(taking.IsCompleted);

        queue.Add(Event(1));

        Assert.Single((await taking).Entries);
        Assert.False(queue.TakeAsync(TestContext.Current.CancellationToken).IsCompleted);
    }

    private static LogEntry.Event Event(long number) =>
        new(new PlateEvent.LimitChanged(number)) { Time = DateTimeOffset.UnixEpoch };
}
