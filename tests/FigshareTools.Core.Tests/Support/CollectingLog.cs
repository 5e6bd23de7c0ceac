using System.Collections.Concurrent;
using System.Collections.Generic;
using FigshareTools.Manifests;

namespace FigshareTools.Core.Tests.Support;

/// <summary>Collects what a run or a listing reports.</summary>
public sealed class CollectingLog : IListingLog
{
    private readonly ConcurrentQueue<string> _messages = new();
    private readonly ConcurrentQueue<string> _warnings = new();
    private readonly ConcurrentQueue<WorkEvent> _events = new();
    private readonly ConcurrentQueue<(int Listed, int Total)> _articles = new();

    /// <summary>The decisions. The answers of the API are only in <see cref="Events"/>.</summary>
    public IReadOnlyList<string> Messages => [.. _messages];

    public IReadOnlyList<string> Warnings => [.. _warnings];

    public IReadOnlyList<(int Listed, int Total)> Articles => [.. _articles];

    public IReadOnlyList<WorkEvent> Events => [.. _events];

    public void Report(WorkEvent workEvent)
    {
        _events.Enqueue(workEvent);
        if (workEvent is not WorkEvent.Answered && workEvent.Describe() is { Length: > 0 } message)
        {
            _messages.Enqueue(message);
        }
    }

    public void Warning(string message) => _warnings.Enqueue(message);

    public void ReportArticles(int listed, int total) => _articles.Enqueue((listed, total));
}
