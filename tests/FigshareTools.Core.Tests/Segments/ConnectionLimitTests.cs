using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Segments;

namespace FigshareTools.Core.Tests.Segments;

public class ConnectionLimitTests
{
    private readonly ConnectionLimit _limit = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Secondary_connections_get_the_places_that_primary_ones_leave()
    {
        using var primary = await _limit.EnterPrimaryAsync(Stop);

        var permits = EnterSecondaries();

        Assert.Equal(15, permits.Length);
        Assert.False(_limit.HasRoom);
        permits[0].Dispose();
        Assert.True(_limit.HasRoom);
    }

    [Fact]
    public async Task Primary_connection_waits_until_the_newest_secondary_one_has_ended()
    {
        var permits = EnterSecondaries();
        Assert.Equal(16, permits.Length);

        var entering = _limit.EnterPrimaryAsync(Stop);

        Assert.False(entering.IsCompleted);
        Assert.Equal([permits[15]], permits.Where(permit => permit.Displaced.IsCancellationRequested));
        Assert.Null(_limit.TryEnterSecondary());
        permits[15].Dispose();
        using var place = await entering;
        Assert.False(_limit.HasRoom);
    }

    [Fact]
    public async Task Place_of_a_primary_connection_is_returned()
    {
        (await _limit.EnterPrimaryAsync(Stop)).Dispose();

        Assert.Equal(16, EnterSecondaries().Length);
    }

    [Fact]
    public async Task Each_primary_connection_displaces_one_secondary_connection()
    {
        var permits = EnterSecondaries();

        Task<IDisposable>[] entering = [_limit.EnterPrimaryAsync(Stop), _limit.EnterPrimaryAsync(Stop)];

        Assert.Equal(2, permits.Count(permit => permit.Displaced.IsCancellationRequested));
        permits[14].Dispose();
        await entering[1];
        Assert.False(entering[0].IsCompleted);
        permits[15].Dispose();
        await entering[0];
    }

    [Fact]
    public async Task More_primary_connections_than_places_leave_none_for_secondary_ones()
    {
        for (var i = 0; i < 20; i++)
        {
            await _limit.EnterPrimaryAsync(Stop);
        }

        Assert.Empty(EnterSecondaries());
    }

    [Fact]
    public async Task Cancelled_primary_connection_returns_its_place()
    {
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _limit.EnterPrimaryAsync(cancelled));

        Assert.Equal(16, EnterSecondaries().Length);
    }

    private ConnectionLimit.SecondaryPermit[] EnterSecondaries() =>
        [.. Enumerable.Range(0, 20).Select(_ => _limit.TryEnterSecondary()).OfType<ConnectionLimit.SecondaryPermit>()];
}
