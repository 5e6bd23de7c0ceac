using System;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Hashing;

/// <summary>A stream that the library hashes as it is appended, where there are no vectors.</summary>
internal sealed class Md5LibraryStream : Md5Stream
{
    private readonly Md5Buffers _buffers;
    private RunningMd5? _md5 = new();
    private int _rented;

    public Md5LibraryStream(Md5Buffers buffers)
    {
        _buffers = buffers;
        _buffers.Enter();
    }

    private RunningMd5 Md5 => _md5 ?? throw new ObjectDisposedException(nameof(Md5Stream));

    public override ValueTask<byte[]> RentAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _ = Md5;
        if (_rented == MostBuffers)
        {
            throw new InvalidOperationException();
        }

        var buffer = _buffers.Rent();
        _rented++;
        return new ValueTask<byte[]>(buffer);
    }

    public override void Return(byte[] buffer)
    {
        _buffers.Return(buffer);
        _rented--;
    }

    public override void Append(byte[] buffer, int count)
    {
        try
        {
            Md5.Append(buffer, count);
        }
        finally
        {
            Return(buffer);
        }
    }

    public override ValueTask<string> FinishAsync(bool isPatient, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<string>(Md5.Finish());
    }

    public override ValueTask ResetAsync()
    {
        Md5.Finish();
        return default;
    }

    public override void Dispose()
    {
        if (_md5 is not null)
        {
            _md5.Dispose();
            _md5 = null;
            _buffers.Leave();
        }
    }
}
