using System;
using System.Collections.Generic;
using FigshareTools.Transfer;
using Microsoft.Extensions.Time.Testing;

namespace FigshareTools.Core.Tests.Transfer;

/// <summary>Which plates of the queue get their presigned URL ahead, and when.</summary>
public class RedirectQueueTests
{
    private readonly List<long> _requested = [];
    private readonly FakeTimeProvider _clock = new();
    private readonly RedirectsAhead _redirects;
    private bool _canRequest;

    public RedirectQueueTests() =>
        _redirects = new RedirectsAhead(slots: 2, _clock, () => _canRequest, plate => _requested.Add(plate.Row.FileId));

    [Fact]
    public void Plate_that_starts_before_an_earlier_row_takes_no_place()
    {
        _redirects.End();
        _redirects.End();
        var first = Add(1);
        var second = Add(2);
        _redirects.Start(second);
        _canRequest = true;
        _redirects.End();
        Assert.Equal([1], _requested);

        _redirects.Start(first);
        Add(3);
        Add(4);
        _redirects.End();

        Assert.Equal([1, 3, 4], _requested);
    }

    [Fact]
    public void Ends_that_are_long_ago_request_nothing()
    {
        _canRequest = true;
        _redirects.End();
        _redirects.End();
        _clock.Advance(RedirectAheadPolicy.Window);
        Add(1);
        Add(2);

        _redirects.End();

        Assert.Equal([1], _requested);
    }

    private QueuedDownload Add(long id) => _redirects.Add(new FigsharePlate { FileId = id }, default);
}
