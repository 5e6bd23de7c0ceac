using System;
using System.Globalization;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace FigshareTools.Simulator;

/// <summary>The bytes of a file. They never change; a file is replaced by giving it other content.</summary>
public abstract class SimulatedContent
{
    // The part size most S3 upload tools begin with; only the number behind the dash of the ETag depends on it.
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

    /// <summary>Content of no bytes.</summary>
    public static SimulatedContent Empty { get; } = FromBytes(ReadOnlyMemory<byte>.Empty);

    /// <summary>The number of bytes.</summary>
    public long Length { get; }

    /// <summary>The MD5 in lowercase hex, computed when first asked for.</summary>
    public string Md5 => _md5.Value;

    /// <summary>
    /// The quoted entity tag. As with S3 objects that were uploaded in parts it ends in the number of parts and is not
    /// the MD5 of the bytes.
    /// </summary>
    public virtual string ETag => _eTag.Value;

    /// <summary>What the entity tag is made from: equal for equal content.</summary>
    private protected virtual string Identity => Md5;

    /// <summary>Content held in memory.</summary>
    public static SimulatedContent FromBytes(ReadOnlyMemory<byte> bytes) => new BytesContent(bytes);

    /// <summary>Content read from a file on disk whenever it is served.</summary>
    public static SimulatedContent FromFile(string path) => new FileContent(path);

    /// <summary>
    /// Pseudo-random bytes that are computed when read, so that any length costs neither disk nor memory.
    /// </summary>
    public static SimulatedContent Pattern(long length, int seed) => new PatternContent(length, seed);

    /// <summary>Reads from an offset into the buffer and returns the number of bytes read, 0 at the end.</summary>
    public abstract int Read(long offset, Span<byte> buffer);

    private protected int Available(long offset, int wanted) => (int)Math.Clamp(Length - offset, 0, wanted);

    private string ComputeMd5()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        byte[] buffer = new byte[256 * 1024];
        for (long offset = 0; offset < Length;)
        {
            int read = Read(offset, buffer);
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
        string digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Identity)))[..32];
        long parts = Math.Max(1, (Length + UploadPartSize - 1) / UploadPartSize);
        return string.Create(CultureInfo.InvariantCulture, $"\"{digest}-{parts}\"");
    }
}
