using System;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Hashing;

/// <summary>
/// Computes the MD5 of one stream of bytes. The caller rents a buffer, fills it and appends it. A stream has one caller
/// at a time; successive calls may come from different threads.
/// </summary>
internal abstract class Md5Stream : IDisposable
{
    /// <summary>
    /// The most buffers of a stream: those that are rented plus those that wait to be hashed. Where several streams are hashed,
    /// each has fewer.
    /// </summary>
    public const int MaxBuffers = 16;

    /// <summary>
    /// Rents a buffer. If all buffers of the stream are in use, waits until one is hashed; a stream alone waits until half of
    /// them are.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// The caller holds all buffers of the stream, or an earlier buffer could not be hashed.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The stream or its <see cref="Md5Lanes"/> is disposed.</exception>
    public abstract ValueTask<byte[]> RentAsync(CancellationToken cancellationToken);

    /// <summary>Returns a rented buffer unused.</summary>
    public abstract void Return(byte[] buffer);

    /// <summary>
    /// Adds the first bytes of a rented buffer to the stream. The caller must not use the buffer any more.
    /// </summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="count">The number of bytes.</param>
    /// <param name="mayHash">
    /// Whether this thread may hash them, if there is no other stream to hash them with. A thread that receives bytes should
    /// not: it receives more of them meanwhile.
    /// </param>
    /// <exception cref="InvalidOperationException">An earlier buffer could not be hashed.</exception>
    /// <exception cref="ObjectDisposedException">The stream or its <see cref="Md5Lanes"/> is disposed.</exception>
    public abstract void Append(byte[] buffer, int count, bool mayHash = false);

    /// <summary>Waits until all appended bytes are hashed and returns their digest; then the stream is empty.</summary>
    /// <returns>32 lower-case hexadecimal digits.</returns>
    /// <exception cref="InvalidOperationException">A buffer could not be hashed.</exception>
    /// <exception cref="ObjectDisposedException">The stream or its <see cref="Md5Lanes"/> is disposed.</exception>
    public abstract ValueTask<string> FinishAsync(CancellationToken cancellationToken);

    /// <summary>Discards all appended bytes, and the error of a buffer that could not be hashed.</summary>
    public abstract ValueTask ResetAsync();

    /// <summary>
    /// Closes the stream. Buffers that a worker is hashing go back to the pool afterwards; a caller that waits gets an
    /// <see cref="ObjectDisposedException"/>.
    /// </summary>
    public abstract void Dispose();
}
