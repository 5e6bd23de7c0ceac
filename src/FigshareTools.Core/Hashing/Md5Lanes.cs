using System;
using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Hashing;

internal sealed class Md5Lanes
{
    public static Md5Lanes Shared { get; } = new();
#pragma warning disable CA1822
    public Md5Stream Open() => new();
}

internal sealed class Md5Stream : IDisposable
{
#pragma warning disable CA5351
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
    public ValueTask<byte[]> RentAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(ArrayPool<byte>.Shared.Rent(1 << 20));
    }
    public void Return(byte[] buffer) => ArrayPool<byte>.Shared.Return(buffer);
    public void Append(byte[] buffer, int count)
    {
        _hash.AppendData(buffer, 0, count);
        ArrayPool<byte>.Shared.Return(buffer);
    }
    public ValueTask<string> FinishAsync(CancellationToken cancellationToken)
    {
        var text = new StringBuilder(32);
        foreach (var part in _hash.GetHashAndReset())
        {
            text.Append(part.ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
        }
        return new(text.ToString());
    }
    public ValueTask ResetAsync() { _hash.GetHashAndReset(); return default; }
    public void Dispose() => _hash.Dispose();
}
