using System;
using System.Globalization;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace FigshareTools.Simulator;

/// <summary>The bytes of a file. Immutable: to change a file, replace its content.</summary>
public abstract class SimulatedContent
{
    // The default part size of most S3 upload tools. Only the number after the dash of the ETag depends on it.
    private const long UploadPartSize = 8 * 1024 * 1024;

    private readonly Lazy<string> _md5;
    private readonly Lazy<string> _eTag;

    private protected SimulatedContent(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        _md5 = new Lazy<string>(ComputeMd5);
        _eTag = new Lazy<string>(ComputeETag);
    }

    /// <summary>Empty content.</summary>
    public static SimulatedContent Empty { get; } = FromBytes(ReadOnlyMemory<byte>.Empty);

    /// <summary>The number of bytes.</summary>
    public long Length { get; }

    /// <summary>The MD5 as lowercase hexadecimal digits, computed on first use.</summary>
    public string Md5 => _md5.Value;

    /// <summary>
    /// The quoted entity tag. As for S3 objects that were uploaded in parts, it is not the MD5 of the bytes, and
    /// it ends in the number of parts.
    /// </summary>
    public virtual string ETag => _eTag.Value;

    /// <summary>The text from which the entity tag is computed: equal for equal content.</summary>
    private protected virtual string Identity => Md5;

    /// <summary>Creates content in memory.</summary>
    public static SimulatedContent FromBytes(ReadOnlyMemory<byte> bytes) => new BytesContent(bytes);

    /// <summary>Creates content that is read from a file on disk for every request.</summary>
    public static SimulatedContent FromFile(string path) => new FileContent(path);

    /// <summary>
    /// Creates pseudo-random content that is computed when it is read, so that it needs neither disk space nor memory.
    /// The same length and seed give the same bytes.
    /// </summary>
    public static SimulatedContent Pattern(long length, int seed) => new PatternContent(length, seed);

    /// <summary>Reads from an offset into the buffer. Returns the number of bytes read, 0 at the end.</summary>
    public abstract int Read(long offset, Span<byte> buffer);

    private protected int Available(long offset, int wanted) => (int)Math.Clamp(Length - offset, 0, wanted);

    private string ComputeMd5()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        var buffer = new byte[256 * 1024];
        for (long offset = 0; offset < Length;)
        {
            var read = Read(offset, buffer);
            if (read == 0)
            {
                throw new EndOfStreamException($"The content ended at byte {offset} of {Length}.");
            }

            hash.AppendData(buffer, 0, read);
            offset += read;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private string ComputeETag()
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Identity)))[..32];
        var parts = Math.Max(1, (Length + UploadPartSize - 1) / UploadPartSize);
        return string.Create(CultureInfo.InvariantCulture, $"\"{digest}-{parts}\"");
    }
}
