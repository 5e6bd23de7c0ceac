using System;
using System.IO;
using System.Text;

namespace FigshareTools.Manifests;

/// <summary>Writes plates in one format. It does not close the stream.</summary>
internal abstract class ManifestOutput : IDisposable
{
    /// <summary>Adds a plate.</summary>
    /// <exception cref="FigshareException">The format cannot list this plate. Other plates are not
    /// affected.</exception>
    public abstract void Write(ManifestItem item);

    /// <summary>Writes the end of the manifest and flushes it to the stream.</summary>
    public abstract void Finish();

    public abstract void Dispose();

    /// <summary>Creates the output for a format.</summary>
    public static ManifestOutput Of(
        ManifestFormat format, Stream stream, string path, TimeProvider clock) => format switch
    {
        ManifestFormat.Csv => new CsvOutput(stream, ManifestFormats.IsTabbed(path) ? '\t' : ','),
        ManifestFormat.Json => new JsonOutput(stream),
        ManifestFormat.Md5Sum => new Md5SumOutput(stream),
        ManifestFormat.RoCrate => new RoCrateOutput(stream, Path.GetDirectoryName(path)!, clock),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>
    /// Creates a writer for UTF-8 without a byte order mark, which <c>md5sum</c> would read as a part of the first
    /// line.
    /// </summary>
    protected static StreamWriter TextOn(Stream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 14, leaveOpen: true);

    /// <summary>The failure for a plate that cannot be listed. Other plates are not affected.</summary>
    public static FigshareException CannotList(FigsharePlate plate, string why, Exception? inner = null) =>
        new(FigshareErrorId.InvalidPlate, $"{plate} is left out: {why}.", inner);
}
