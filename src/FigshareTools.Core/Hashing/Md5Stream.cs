using System;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Hashing;

/// <summary>
/// The MD5 of one stream. Used by one caller at a time, though its calls may come from different threads one after the
/// other. A caller rents a buffer, fills it and hands it over.
/// </summary>
internal abstract class Md5Stream : IDisposable
{
    /// <summary>How many buffers a stream may have, rented and waiting to be hashed together.</summary>
    public const int MostBuffers = 3;

    /// <summary>
    /// A buffer to fill. When all the stream's own buffers wait to be hashed, waits a moment for other streams, or until somebody
    /// else has hashed one.
    /// </summary>
    /// <exception cref="InvalidOperationException">The caller holds them all.</exception>
    public abstract ValueTask<byte[]> RentAsync(CancellationToken cancellationToken);

    /// <summary>Gives a rented buffer back unused.</summary>
    public abstract void Return(byte[] buffer);

    /// <summary>
    /// Hands over the first bytes of a rented buffer. It is the stream's from now on; the caller must not touch it.
    /// </summary>
    public abstract void Append(byte[] buffer, int count);

    /// <summary>The digest of what was appended, 32 lower-case hexadecimal digits; begins anew.</summary>
    /// <param name="isPatient">Whether nothing else waits for it, so that it may wait longer to be hashed with others.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public abstract ValueTask<string> FinishAsync(bool isPatient, CancellationToken cancellationToken);

    /// <summary>Forgets what was appended and begins anew.</summary>
    public abstract ValueTask ResetAsync();

    /// <summary>Leaves; safe while somebody else hashes this stream's buffers, which then gives them back.</summary>
    public abstract void Dispose();
}
