using System;
using System.Linq;
using FigshareTools.Segments;
using FigshareTools.Transfer;
using Microsoft.Extensions.Time.Testing;

namespace FigshareTools.Core.Tests.Segments;

public class ConnectionGovernorTests
{
    private const long Much = 1L << 40;

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void A_plate_alone_gets_as_many_as_plates_were_allowed_and_then_twice_as_many_while_it_helps()
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
    public void A_plate_alone_is_looked_at_after_an_eighth_of_a_second()
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
    public void As_many_plates_as_are_allowed_are_given_half_a_second_to_begin()
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
    public void What_comes_up_to_speed_slowly_is_given_time()
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
    public void Where_the_connection_before_was_not_up_to_speed_the_new_ones_are_measured_first()
    {
        var governor = Governor(throttleLimit: 5);
        var plate = Join(governor, new Plate());
        Pass(governor, plate, perConnection: 2e6);

        // All of it is the first one's.
        Pass(governor, plate, perConnection: 40e6 / 5);
        Pass(governor, plate, perConnection: 40e6 / 5);

        Assert.Equal(5, plate.ActiveConnections);
    }

    [Fact]
    public void What_does_not_help_is_ended_and_not_tried_again_for_a_while()
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
    public void What_is_too_much_is_taken_from_all_plates()
    {
        var governor = Governor(throttleLimit: 2);
        Plate[] plates = [Join(governor, new Plate()), Join(governor, new Plate())];
        Pass(governor, plates, perConnection: 10e6);
        Assert.Equal([1, 1], plates.Select(plate => plate.ActiveConnections)); // They may only have begun.
        Pass(governor, plates, perConnection: 10e6);
        Assert.Equal([2, 2], plates.Select(plate => plate.ActiveConnections));
        Pass(governor, plates, perConnection: 10e6);
        Assert.Equal([4, 4], plates.Select(plate => plate.ActiveConnections));

        Settle(governor, plates, perConnection: 5e6);

        Assert.Equal([2, 2], plates.Select(plate => plate.ActiveConnections));
    }

    [Fact]
    public void When_plates_have_ended_those_that_are_left_get_as_many_as_were_of_use()
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
    public void A_fast_line_needs_no_more()
    {
        var governor = Governor(throttleLimit: 5);
        var plate = Join(governor, new Plate());

        Pass(governor, plate, perConnection: 130e6);

        Assert.Equal(1, plate.ActiveConnections);
    }

    [Fact]
    public void At_the_speed_that_the_user_wants_more_are_of_no_use()
    {
        var governor = Governor(throttleLimit: 5, maximumBytesPerSecond: 10_000_000);
        var plate = Join(governor, new Plate());

        Pass(governor, plate, perConnection: 9.5e6);
        Assert.Equal(1, plate.ActiveConnections);
        Pass(governor, plate, perConnection: 5e6);
        Assert.Equal(5, plate.ActiveConnections);
    }

    [Fact]
    public void A_small_rest_is_not_shared()
    {
        var governor = Governor(throttleLimit: 5);
        var plate = Join(governor, new Plate { ShareableBytes = 100L << 20 });

        Pass(governor, plate, perConnection: 10e6);

        Assert.Equal(3, plate.ActiveConnections);
    }

    [Fact]
    public void Nobody_gets_more_than_sixteen()
    {
        var governor = Governor(segmentCount: 16);
        Plate[] plates = [.. Enumerable.Range(0, 4).Select(_ => Join(governor, new Plate()))];

        Assert.Equal([16, 1, 1, 1], plates.Select(plate => plate.ActiveConnections));
        governor.Leave(plates[0]);
        Pass(governor, plates[1..], perConnection: 1e6);

        Assert.Equal(16, plates[1..].Sum(plate => plate.ActiveConnections));
    }

    [Fact]
    public void After_a_refusal_nobody_gets_another_for_minutes_not_even_a_plate_that_begins()
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
    public void A_connection_that_broke_is_not_replaced_at_once()
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
    public void A_plate_whose_connections_end_at_once_holds_nobody_up()
    {
        var plate = Join(Governor(segmentCount: 8), new Plate { IsStubborn = true });

        Assert.Equal((1, 7), (plate.ActiveConnections, plate.Asked));
    }

    private ConnectionGovernor Governor(int? segmentCount = null, int throttleLimit = 5, long maximumBytesPerSecond = 0) =>
        new(new GovernorSettings(segmentCount, throttleLimit, maximumBytesPerSecond), _clock);

    private static Plate Join(ConnectionGovernor governor, Plate plate)
    {
        governor.Join(plate);
        return plate;
    }

    /// <summary>New connections are given time, and measured.</summary>
    private void Settle(ConnectionGovernor governor, Plate plate, double perConnection) =>
        Settle(governor, [plate], perConnection);

    private void Settle(ConnectionGovernor governor, Plate[] plates, double perConnection)
    {
        for (var look = 0; look < 5; look++)
        {
            Pass(governor, plates, perConnection);
        }
    }

    private void Pass(ConnectionGovernor governor, Plate plate, double perConnection) =>
        Pass(governor, [plate], perConnection);

    /// <summary>Time passes in which each connection brings bytes.</summary>
    private void Pass(ConnectionGovernor governor, Plate[] plates, double perConnection, double seconds = 0.5)
    {
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        governor.BytesReceived((int)(plates.Sum(plate => plate.ActiveConnections) * perConnection * seconds));
    }

    private sealed class Plate : ISegmentedDownload
    {
        public int ActiveConnections { get; private set; } = 1;

        public long ShareableBytes { get; init; } = Much;

        public bool IsStubborn { get; init; }

        public int Asked { get; private set; }

        public void AddConnection()
        {
            Asked++;
            ActiveConnections += IsStubborn ? 0 : 1;
        }

        public void RemoveConnection() => ActiveConnections = Math.Max(1, ActiveConnections - 1);
    }
}
