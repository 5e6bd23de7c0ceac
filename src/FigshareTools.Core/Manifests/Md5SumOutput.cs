using System.IO;

namespace FigshareTools.Manifests;

/// <summary>Writes the lines that <c>md5sum -c</c> checks when it runs in the manifest's folder.</summary>
internal sealed class Md5SumOutput(Stream stream) : ManifestOutput
{
    private readonly StreamWriter _text = TextOn(stream);

    public override void Write(ManifestItem item)
    {
        var name = item.Name ?? throw CannotList(
            item.Plate, "an md5sums file needs a file name; give it a FileName or a Plate");
        var md5 = item.Plate.Md5 ?? throw CannotList(item.Plate, item.Plate.IsLinkOnly
            ? "Figshare has only a link to it, and so no MD5; choose another format"
            : "an md5sums file needs an MD5; take the plate from Get-FigshareManifest, or choose another format");

        // A backslash at the beginning of the line marks an escaped name.
        var escaped = name.Replace("\\", "\\\\").Replace("\n", "\\n").Replace("\r", "\\r");
        // Not WriteLine, because md5sum would read the \r of a Windows line end as a part of the name.
        _text.Write($"{(escaped == name ? "" : "\\")}{md5}  {escaped}\n");
    }

    public override void Finish() => _text.Flush();

    public override void Dispose() => _text.Dispose();
}
