using System;
using System.Collections.Generic;
using System.Linq;
using FigshareTools.Segments;

namespace FigshareTools.Core.Tests.Segments;

/// <summary>A line to a storage that is far away.</summary>
/// <param name="RoundTrip">Milliseconds for a round trip.</param>
/// <param name="PerConnection">Bytes a millisecond that the storage gives a connection.</param>
/// <param name="Total">Bytes a millisecond of all connections together.</param>
internal sealed record DistantLine(int RoundTrip, double PerConnection, double Total)
{
    /// <summary>The milliseconds of a step of the model. Times are multiples of it.</summary>
    public const int Step = 5;

    // RFC 6928: ten segments of 1,460 bytes.
    private const double InitialWindow = 14_600;

    private readonly Stack<Connection> _idle = new();

    /// <summary>Sends a request for a segment, over a connection that is idle, else over a new one.</summary>
    public Transfer Request(Segment segment, long now)
    {
        var isNew = !_idle.TryPop(out var connection);
        // A new connection needs two more round trips, for the handshakes of TCP and TLS 1.3.
        return new Transfer(segment, connection ?? new Connection(), now + ((isNew ? 3 : 1) * RoundTrip));
    }

    /// <summary>Makes the connection of a complete transfer idle.</summary>
    public void Complete(Transfer transfer) => _idle.Push(transfer.Connection);

    /// <summary>
    /// The bytes of each transfer that arrive in a step. The line is shared equally; what a transfer cannot use is for the
    /// others.
    /// </summary>
    public IEnumerable<(Transfer Transfer, int Bytes)> Send(IEnumerable<Transfer> transfers, long now)
    {
        var left = Total * Step;
        var able = transfers.Where(transfer => transfer.Begins <= now)
            .Select(transfer => (Transfer: transfer, Bytes: Allow(transfer.Connection, transfer.Segment.Remaining, now)))
            .OrderBy(pair => pair.Bytes).ToList();
        for (var i = 0; i < able.Count; i++)
        {
            var bytes = (int)Math.Min(able[i].Bytes, left / (able.Count - i));
            left -= bytes;
            able[i].Transfer.Connection.Sent += bytes;
            yield return (able[i].Transfer, bytes);
        }
    }

    /// <summary>What window and rate of a connection allow. A window that was used up doubles after its round trip.</summary>
    private double Allow(Connection connection, long remaining, long now)
    {
        if (now >= connection.RoundEnds)
        {
            connection.Window *= connection.Sent >= connection.Window - 1 ? 2 : 1;
            connection.Sent = 0;
            connection.RoundEnds = now + RoundTrip;
        }

        return Math.Min(Math.Min(PerConnection * Step, connection.Window - connection.Sent), remaining);
    }

    internal sealed class Connection
    {
        public double Window { get; set; } = InitialWindow;

        public double Sent { get; set; }

        public long RoundEnds { get; set; }
    }

    /// <param name="Segment">The segment that is requested.</param>
    /// <param name="Connection">The connection.</param>
    /// <param name="Begins">The time of the first byte.</param>
    internal sealed record Transfer(Segment Segment, Connection Connection, long Begins);
}
