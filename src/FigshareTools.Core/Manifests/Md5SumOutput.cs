using System.IO;

namespace FigshareTools.Manifests;

/// <summary>Lines that <c>md5sum -c</c> checks when it runs in the manifest's folder.</summary>
internal sealed class Md5SumOutput(Stream stream) : ManifestOutput
{
    private readonly StreamWriter _text = TextOn(stream);

    public override void Write(ManifestItem item)
    {
        var name = item.Name ?? throw Unfit(item.Plate, "an md5sums file needs a file name; give it a FileName or a Plate");
        var md5 = item.Plate.Md5 ?? throw Unfit(item.Plate, item.Plate.IsLinkOnly
            ? "Figshare holds only a link to it, and so no MD5; choose another format"
            : "an md5sums file needs an MD5; take the plate from Get-FigshareManifest, or choose another format");

        // A backslash at the beginning says that the name is escaped.
        var escaped = name.Replace("\\", "\\\\").Replace("\n", "\\n").Replace("\r", "\\r");
        // Not WriteLine: md5sum would take the \r that Windows ends lines with for a part of the name.
        _text.Write($"{(escaped == name ? "" : "\\")}{md5}  {escaped}\n");
    }

    public override void Finish() => _text.Flush();

    public override void Dispose() => _text.Dispose();
}
