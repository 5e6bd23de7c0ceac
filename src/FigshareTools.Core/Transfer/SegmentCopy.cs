using System;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Runs;

namespace FigshareTools.Transfer;

/// <summary>
/// Copies a body into its part of the file. Buffers are filled as far as bytes have come, written before it waits for more,
/// and hashed when they are full.
/// </summary>
internal sealed class SegmentCopy(
    FigsharePlate plate, PlateChecks checks, PartialFile partial, PrefixHasher hash, TransferContext means, PlateProgress progress,
    CancellationToken cancellationToken)
{
    // Where several connections share a plate, each is slow: sixteen large buffers would only be memory.
    private const int BufferBytes = 1 << 19;
    private const int HelperBufferBytes = 1 << 18;

    // What a killed process may lose of each connection, while ranges come in parallel.
    private const long NoteBytes = 256 << 10;

    private long _noted;

    /// <summary>Copies until the part, or the body, ends.</summary>
    /// <param name="body">Where it comes from; it begins at the part's position.</param>
    /// <param name="segment">The part.</param>
    /// <param name="leads">Whether this is the plate's first connection, whose bytes may be the next to be hashed.</param>
    public async Task RunAsync(PlateBody body, Segment segment, bool leads)
    {
        _noted = segment.Position;
        try
        {
            for (var ended = false; !ended && segment.Left > 0;)
            {
                var isHashed = leads && hash.IsInOrder;
                var buffer = isHashed
                    ? await hash.RentAsync().ConfigureAwait(false)
                    : means.Buffers.Rent(leads ? BufferBytes : HelperBufferBytes);
                var begin = segment.Position;
                try
                {
                    ended = await FillAsync(body, segment, buffer).ConfigureAwait(false);
                }
                finally
                {
                    var count = (int)(segment.Position - begin);
                    if (isHashed)
                    {
                        hash.Take(buffer, count, begin);
                    }
                    else
                    {
                        means.Buffers.Return(buffer);
                    }
                }
            }

            await RequireEndAsync(body, segment).ConfigureAwait(false);
        }
        finally
        {
            Note(segment);
        }
    }

    /// <summary>Fills a buffer and writes it; true when the body has ended.</summary>
#if NET
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
#endif
    private async ValueTask<bool> FillAsync(PlateBody body, Segment segment, byte[] buffer)
    {
        var filled = 0;
        var written = 0;
        try
        {
            while (filled < buffer.Length)
            {
                var left = segment.End - segment.Position - (filled - written);
                var wanted = (int)Math.Min(Math.Min(left, means.Limit.Portion), buffer.Length - filled);
                if (wanted <= 0)
                {
                    return false;
                }

                var read = body.ReadAsync(new ArraySegment<byte>(buffer, filled, wanted));
                if (!read.IsCompleted)
                {
                    Write();
                }

                var count = await read.ConfigureAwait(false);
                if (count == 0)
                {
                    return true;
                }

                if (filled == 0 && segment.Position == 0)
                {
                    checks.RequireData(body, buffer, count);
                }

                filled += count;
                means.Governor.Came(count);
                var pass = means.Limit.PassAsync(count, cancellationToken);
                if (!pass.IsCompleted)
                {
                    Write();
                }

                await pass.ConfigureAwait(false);
            }

            return false;
        }
        finally
        {
            Write();
        }

        void Write()
        {
            var count = filled - written;
            if (count > 0)
            {
                partial.Write(buffer, written, count, segment.Position);
                written = filled;
                segment.Move(count, means.Options.Clock.GetTimestamp());
                progress.AddFetched(count);
                progress.At(partial.Total);
                hash.FrontMoved();
                if (segment.Position - _noted >= NoteBytes)
                {
                    Note(segment);
                }
            }
        }
    }

    private void Note(Segment segment)
    {
        partial.NoteWrite(_noted, segment.Position);
        _noted = segment.Position;
    }

    /// <summary>A body that does not say its length may be longer than the plate.</summary>
    private async Task RequireEndAsync(PlateBody body, Segment segment)
    {
        if (body.Total is null && plate.Length is { } length && segment.Position == length)
        {
            var more = new byte[1];
            if (await body.ReadAsync(new ArraySegment<byte>(more)).ConfigureAwait(false) > 0)
            {
                throw PlateChecks.WrongLength($"more than the expected {length} bytes came");
            }
        }
    }
}
