using System;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Segments;
using FigshareTools.Sources;

namespace FigshareTools.Transfer;

/// <summary>
/// Copies a body into its segment of the partial file. A buffer is filled as far as bytes have arrived, written before the
/// connection waits for more, and hashed when it is full.
/// </summary>
/// <param name="context">The download.</param>
/// <param name="hasher">Hashes the bytes.</param>
/// <param name="onWritten">Called after each write of a segment; null for nothing.</param>
/// <param name="cancellationToken">Cancels the connection.</param>
internal sealed class SegmentCopier(
    DownloadContext context, PrefixHasher hasher, Action<Segment>? onWritten, CancellationToken cancellationToken)
{
    // Twice as much saves no processor time, and there are as many buffers as connections.
    private const int BufferBytes = 1 << 17;

    // The most that the end of the process can lose of each connection, while segments are downloaded in parallel.
    private const long RecordBytes = 256 << 10;

    private long _recordedEnd;

    /// <summary>Copies until the segment or the body ends.</summary>
    /// <param name="body">The body, which begins at the segment's position.</param>
    /// <param name="segment">The segment.</param>
    /// <param name="isPrimary">Whether this is the plate's primary connection, whose bytes may be the next ones to hash.</param>
    public async Task CopyAsync(PlateBody body, Segment segment, bool isPrimary)
    {
        _recordedEnd = segment.Position;
        try
        {
            for (var hasEnded = false; !hasEnded && segment.Remaining > 0;)
            {
                var isHashed = isPrimary && hasher.IsInOrder;
                var buffer = isHashed
                    ? await hasher.RentAsync().ConfigureAwait(false)
                    : context.Shared.Buffers.Rent(BufferBytes);
                var start = segment.Position;
                try
                {
                    hasEnded = await FillAsync(body, segment, buffer).ConfigureAwait(false);
                }
                finally
                {
                    var count = (int)(segment.Position - start);
                    if (isHashed)
                    {
                        hasher.Append(buffer, count, start);
                    }
                    else
                    {
                        context.Shared.Buffers.Return(buffer);
                    }
                }
            }

            await RequireEndAsync(body, segment).ConfigureAwait(false);
        }
        finally
        {
            Record(segment);
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
                var missing = segment.End - segment.Position - (filled - written);
                var wanted = (int)Math.Min(
                    Math.Min(missing, context.Shared.Bandwidth.MaximumReadBytes), buffer.Length - filled);
                if (wanted <= 0)
                {
                    return false;
                }

                var read = body.ReadAsync(new ArraySegment<byte>(buffer, filled, wanted));
                if (!read.IsCompleted)
                {
                    WriteFilled();
                }

                var count = await read.ConfigureAwait(false);
                if (count == 0)
                {
                    return true;
                }

                if (filled == 0 && segment.Position == 0)
                {
                    context.Verifier.RequireData(body, buffer, count);
                }

                filled += count;
                context.Shared.Governor.BytesReceived(count);
                var wait = context.Shared.Bandwidth.WaitAsync(count, cancellationToken);
                if (!wait.IsCompleted)
                {
                    WriteFilled();
                }

                await wait.ConfigureAwait(false);
            }

            return false;
        }
        finally
        {
            WriteFilled();
        }

        void WriteFilled()
        {
            if (filled > written)
            {
                Write(segment, buffer, written, filled - written);
                written = filled;
            }
        }
    }

    private void Write(Segment segment, byte[] buffer, int offset, int count)
    {
        context.Partial.Write(buffer, offset, count, segment.Position);
        segment.Advance(count, context.Shared.Options.Clock.GetTimestamp());
        hasher.NotifyWritten();
        onWritten?.Invoke(segment);
        if (segment.Position - _recordedEnd >= RecordBytes)
        {
            Record(segment);
        }

        context.Run.Progress.AddDownloaded(count);
        context.Run.Progress.SetDone(context.Partial.WrittenBytes);
    }

    private void Record(Segment segment)
    {
        context.Partial.RecordWrite(_recordedEnd, segment.Position);
        _recordedEnd = segment.Position;
    }

    /// <summary>Requires that a body without a stated length ends with the plate.</summary>
    private async Task RequireEndAsync(PlateBody body, Segment segment)
    {
        if (body.PlateLength is null && context.Plate.Length is { } length && segment.Position == length)
        {
            var next = new byte[1];
            if (await body.ReadAsync(new ArraySegment<byte>(next)).ConfigureAwait(false) > 0)
            {
                throw ContentVerifier.WrongLength($"more than the expected {length} bytes came");
            }
        }
    }
}
