using System;
using System.Linq;
using FigshareTools.Segments;
using FigshareTools.Transfer;
using Microsoft.Extensions.Time.Testing;

namespace FigshareTools.Core.Tests.Segments;

public partial class ConnectionGovernorTests
{
    private const long Plenty = 1L << 40;

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Connections_grow_to_the_throttle_limit_and_then_double()
    {
        var governor = Governor(throttleLimit: 5);
        var plate = Join(governor, new Plate());

        Pass(governor, plate, perConnection: 10e6);
        Assert.Equal(5, plate.ActiveConnections);
        Pass(governor, plate, perConnection: 10e6);
        Assert.Equal(10, plate.ActiveConnections);
        Pass(governor, plate, perConnection: 10e6);
        Assert.Equal(16, plate.ActiveConnections);
        Pass(governor, plate, perConnection: 10e6);
        Assert.Equal(16, plate.ActiveConnections);
    }

    [Fact]
    public void A_sample_is_evaluated_every_125_milliseconds()
    {
        var governor = Governor(throttleLimit: 5);
        var plate = Join(governor, new Plate());

        Pass(governor, [plate], perConnection: 10e6, seconds: 0.124);
        Assert.Equal(1, plate.ActiveConnections);
        Pass(governor, [plate], perConnection: 10e6, seconds: 0.001);
        Assert.Equal(5, plate.ActiveConnections);
        Pass(governor, [plate], perConnection: 10e6, seconds: 0.125);
        Assert.Equal(10, plate.ActiveConnections);
    }

    [Fact]
    public void ThrottleLimit_connections_are_measured_for_half_a_second()
    {
        var governor = Governor(throttleLimit: 1);
        var plate = Join(governor, new Plate());

        Pass(governor, [plate], perConnection: 10e6, seconds: 0.125);
        Pass(governor, [plate], perConnection: 10e6, seconds: 0.374);
        Assert.Equal(1, plate.ActiveConnections);

        Pass(governor, [plate], perConnection: 10e6, seconds: 0.001);
        Assert.Equal(2, plate.ActiveConnections);
    }

    [Fact]
    public void New_connections_get_time_to_come_up_to_speed()
    {
        var governor = Governor(throttleLimit: 5);
        var plate = Join(governor, new Plate());
        Pass(governor, plate, perConnection: 10e6);

        Pass(governor, plate, perConnection: 1e6);
        Pass(governor, plate, perConnection: 3e6);
        Pass(governor, plate, perConnection: 4e6);
        Pass(governor, plate, perConnection: 5e6);
        Assert.Equal(5, plate.ActiveConnections);

        Pass(governor, plate, perConnection: 7e6);
        Assert.Equal(10, plate.ActiveConnections);
    }

    [Fact]
    public void New_connections_are_measured_if_the_first_was_not_up_to_speed()
    {
        var governor = Governor(throttleLimit: 5);
        var plate = Join(governor, new Plate());
        Pass(governor, plate, perConnection: 2e6);

        // The first connection has all of the throughput.
        Pass(governor, plate, perConnection: 40e6 / 5);
        Pass(governor, plate, perConnection: 40e6 / 5);

        Assert.Equal(5, plate.ActiveConnections);
    }

    [Fact]
    public void Useless_connections_are_removed_for_thirty_seconds()
    {
        var governor = Governor(throttleLimit: 4);
        var plate = Join(governor, new Plate());
        Pass(governor, plate, perConnection: 40e6);
        Assert.Equal(4, plate.ActiveConnections);

        Settle(governor, plate, perConnection: 40e6 / 4);

        Assert.Equal(1, plate.ActiveConnections);
        Pass(governor, plate, perConnection: 40e6);
        Assert.Equal(1, plate.ActiveConnections);

        _clock.Advance(TimeSpan.FromSeconds(30));
        Pass(governor, plate, perConnection: 40e6);
        Assert.Equal(4, plate.ActiveConnections);
    }

    [Fact]
    public void Connections_are_removed_from_all_plates()
    {
        var governor = Governor(throttleLimit: 2);
        Plate[] plates = [Join(governor, new Plate()), Join(governor, new Plate())];
        Pass(governor, plates, perConnection: 10e6);
        Assert.Equal([1, 1], plates.Select(plate => plate.ActiveConnections)); // The connections may only have started.
        Pass(governor, plates, perConnection: 10e6);
        Assert.Equal([2, 2], plates.Select(plate => plate.ActiveConnections));
        Pass(governor, plates, perConnection: 10e6);
        Assert.Equal([4, 4], plates.Select(plate => plate.ActiveConnections));

        Settle(governor, plates, perConnection: 5e6);

        Assert.Equal([2, 2], plates.Select(plate => plate.ActiveConnections));
    }

    [Fact]
    public void Remaining_plates_get_the_useful_number_of_connections()
    {
        var governor = Governor(throttleLimit: 4);
        Plate[] plates = [.. Enumerable.Range(0, 4).Select(_ => Join(governor, new Plate()))];
        Pass(governor, plates, perConnection: 10e6);
        Pass(governor, plates, perConnection: 10e6);
        Assert.Equal(8, plates.Sum(plate => plate.ActiveConnections));
        Settle(governor, plates, perConnection: 5e6);
        Assert.Equal(4, plates.Sum(plate => plate.ActiveConnections));

        Array.ForEach(plates[1..], governor.Leave);
        Pass(governor, plates[0], perConnection: 10e6);
        Assert.Equal(4, plates[0].ActiveConnections);

        Pass(governor, plates[0], perConnection: 10e6);
        Pass(governor, plates[0], perConnection: 10e6);
        Assert.Equal(4, plates[0].ActiveConnections);
    }

    [Fact]
    public void A_fast_line_gets_no_further_connections()
    {
        var governor = Governor(throttleLimit: 5);
        var plate = Join(governor, new Plate());

        Pass(governor, plate, perConnection: 130e6);

        Assert.Equal(1, plate.ActiveConnections);
    }

    [Fact]
    public void No_connection_is_added_at_the_bandwidth_limit()
    {
        var governor = Governor(throttleLimit: 5, maximumBytesPerSecond: 10_000_000);
        var plate = Join(governor, new Plate());

        Pass(governor, plate, perConnection: 9.5e6);
        Assert.Equal(1, plate.ActiveConnections);
        Pass(governor, plate, perConnection: 5e6);
        Assert.Equal(5, plate.ActiveConnections);
    }

    [Fact]
    public void A_run_never_has_more_than_sixteen_connections()
    {
        var governor = Governor(segmentCount: 16);
        Plate[] plates = [.. Enumerable.Range(0, 4).Select(_ => Join(governor, new Plate()))];

        Assert.Equal([16, 1, 1, 1], plates.Select(plate => plate.ActiveConnections));
        governor.Leave(plates[0]);
        Pass(governor, plates[1..], perConnection: 1e6);

        Assert.Equal(16, plates[1..].Sum(plate => plate.ActiveConnections));
    }

    [Fact]
    public void Throttling_adds_no_connection_for_two_minutes()
    {
        var governor = Governor(segmentCount: 4);
        var plate = Join(governor, new Plate());
        Assert.Equal(4, plate.ActiveConnections);

        governor.Throttled();
        governor.ConnectionLost();
        var late = Join(governor, new Plate());
        _clock.Advance(TimeSpan.FromSeconds(60));
        Pass(governor, [plate, late], perConnection: 1e6);

        Assert.Equal((3, 1), (plate.ActiveConnections, late.ActiveConnections));
        _clock.Advance(TimeSpan.FromSeconds(61));
        Pass(governor, [plate, late], perConnection: 1e6);
        Assert.Equal((4, 4), (plate.ActiveConnections, late.ActiveConnections));
    }

    [Fact]
    public void A_lost_connection_is_replaced_after_ten_seconds()
    {
        var governor = Governor(segmentCount: 4);
        var plate = Join(governor, new Plate());
        plate.RemoveConnection();

        governor.ConnectionLost();
        Pass(governor, plate, perConnection: 1e6);
        Assert.Equal(3, plate.ActiveConnections);

        _clock.Advance(TimeSpan.FromSeconds(10));
        Pass(governor, plate, perConnection: 1e6);
        Assert.Equal(4, plate.ActiveConnections);
    }

    [Fact]
    public void A_plate_whose_connections_end_at_once_ends_the_loop()
    {
        var plate = Join(Governor(segmentCount: 8), new Plate { EndsConnectionsAtOnce = true });

        Assert.Equal((1, 7), (plate.ActiveConnections, plate.AddCalls));
    }

    private ConnectionGovernor Governor(int? segmentCount = null, int throttleLimit = 5, long maximumBytesPerSecond = 0) =>
        new(new GovernorSettings(segmentCount, throttleLimit, maximumBytesPerSecond), _clock);

    private static Plate Join(ConnectionGovernor governor, Plate plate)
    {
        governor.Join(plate);
        return plate;
    }

    /// <summary>Gives new connections the time to come up to speed, and measures them.</summary>
    private void Settle(ConnectionGovernor governor, Plate plate, double perConnection) =>
        Settle(governor, [plate], perConnection);

    private void Settle(ConnectionGovernor governor, Plate[] plates, double perConnection)
    {
        for (var sample = 0; sample < 5; sample++)
        {
            Pass(governor, plates, perConnection);
        }
    }

    private void Pass(ConnectionGovernor governor, Plate plate, double perConnection) =>
        Pass(governor, [plate], perConnection);

    /// <summary>Lets time pass in which each connection receives bytes.</summary>
    private void Pass(ConnectionGovernor governor, Plate[] plates, double perConnection, double seconds = 0.5)
    {
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        governor.BytesReceived((int)(plates.Sum(plate => plate.ActiveConnections) * perConnection * seconds));
    }

    private sealed class Plate : ISegmentedDownload
    {
        public int ActiveConnections { get; private set; } = 1;

        public long ShareableBytes { get; init; } = Plenty;

        public bool EndsConnectionsAtOnce { get; init; }

        public int AddCalls { get; private set; }

        public void AddConnection()
        {
            AddCalls++;
            ActiveConnections += EndsConnectionsAtOnce ? 0 : 1;
        }

        public void RemoveConnection() => ActiveConnections = Math.Max(1, ActiveConnections - 1);
    }
}
