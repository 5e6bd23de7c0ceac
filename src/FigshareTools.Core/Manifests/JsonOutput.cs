using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using FigshareTools.Rows;

namespace FigshareTools.Manifests;

/// <summary>Writes an array of plates, each with the columns that are known.</summary>
internal sealed class JsonOutput : ManifestOutput
{
    // The writer is flushed when this many bytes are pending, because a list may have any length.
    private const int MaximumPending = 1 << 16;

    /// <summary>
    /// Options for readable text: letters are not escaped, because the file does not become part of a web page.
    /// </summary>
    public static readonly JsonWriterOptions Options =
        new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Stream _stream;
    private readonly Utf8JsonWriter _json;

    public JsonOutput(Stream stream)
    {
        _stream = stream;
        _json = new Utf8JsonWriter(stream, Options);
        _json.WriteStartArray();
    }

    public override void Write(ManifestItem item)
    {
        _json.WriteStartObject();
        foreach (var column in PlateColumns.Written)
        {
            column.WriteJson(_json, item.Plate);
        }

        _json.WriteEndObject();
        if (_json.BytesPending > MaximumPending)
        {
            _json.Flush();
        }
    }

    public override void Finish()
    {
        _json.WriteEndArray();
        _json.Flush();
        _stream.WriteByte((byte)'\n');
    }

    public override void Dispose() => _json.Dispose();
}
