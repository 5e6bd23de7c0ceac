using System;
using System.IO;
using System.Text;

namespace FigshareTools.Manifests;

/// <summary>A format that plates are written in. The stream is not its own and stays open.</summary>
internal abstract class ManifestOutput : IDisposable
{
    /// <summary>Adds a plate.</summary>
    /// <exception cref="FigshareException">This format cannot list such a plate; the others are not touched by it.</exception>
    public abstract void Write(ManifestItem item);

    /// <summary>Writes what comes after the last plate, and all that is still in memory.</summary>
    public abstract void Finish();

    public abstract void Dispose();

    public static ManifestOutput Of(ManifestFormat format, Stream stream, string path, TimeProvider clock) => format switch
    {
        ManifestFormat.Csv => new CsvOutput(stream, ManifestFormats.IsTabbed(path) ? '\t' : ','),
        ManifestFormat.Json => new JsonOutput(stream),
        ManifestFormat.Md5Sum => new Md5SumOutput(stream),
        ManifestFormat.RoCrate => new RoCrateOutput(stream, Path.GetDirectoryName(path)!, clock),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>
    /// A text of UTF-8 without a byte order mark, which <c>md5sum</c> would take for a part of the first line.
    /// </summary>
    protected static StreamWriter TextOn(Stream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 14, leaveOpen: true);

    /// <summary>A plate that is not listed, while the others are.</summary>
    public static FigshareException Unfit(FigsharePlate plate, string why, Exception? inner = null) =>
        new(FigshareErrorId.InvalidPlate, $"{plate} is left out: {why}.", inner);
}
