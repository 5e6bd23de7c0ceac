using System;
using FigshareTools.Segments;

namespace FigshareTools.Core.Tests.Segments;

/// <content>How far away the storage is.</content>
public partial class ConnectionGovernorTests
{
    [Theory]
    [InlineData(0, 3)]
    [InlineData(80, 6)]
    public void A_small_rest_gets_no_further_connections(int responseTime, int connections)
    {
        var governor = Governor(throttleLimit: 5);
        var plate = Join(governor, new Plate { ShareableBytes = 100L << 20 });
        Respond(governor, responseTime);

        Pass(governor, plate, perConnection: 10e6);

        Assert.Equal(connections, plate.ActiveConnections);
    }

    [Fact]
    public void Shortest_response_time_counts()
    {
        var governor = Governor();
        Assert.Equal(TimeSpan.Zero, governor.ResponseTime);

        foreach (var milliseconds in new[] { 240, 80, 90 })
        {
            Respond(governor, milliseconds);
        }

        Assert.Equal(TimeSpan.FromMilliseconds(80), governor.ResponseTime);
    }

    [Fact]
    public void Requests_sent_before_the_first_response_are_not_measured()
    {
        var governor = Governor();
        governor.ResponseArrived(TimeSpan.FromMilliseconds(5));

        _clock.Advance(TimeSpan.FromMilliseconds(50));
        governor.ResponseArrived(TimeSpan.FromMilliseconds(51));

        Assert.Equal(TimeSpan.Zero, governor.ResponseTime);
    }

    [Fact]
    public void A_storage_far_away_gets_all_connections_after_one_sample()
    {
        var governor = Governor(throttleLimit: 5);
        var plate = Join(governor, new Plate());
        Respond(governor, 240);

        Pass(governor, [plate], perConnection: 1e6, seconds: 0.125);

        Assert.Equal(16, plate.ActiveConnections);
    }

    /// <summary>Lets a response arrive for a request that is sent after the first response.</summary>
    private void Respond(ConnectionGovernor governor, int milliseconds)
    {
        governor.ResponseArrived(TimeSpan.FromHours(1));
        _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
        governor.ResponseArrived(TimeSpan.FromMilliseconds(milliseconds));
    }
}
