using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FigshareTools.Manifests;

/// <summary>An array of plates, each with what is known of it.</summary>
internal sealed class JsonOutput : ManifestOutput
{
    // What is pending is sent on before it grows: the list may be of any length.
    private const int Pending = 1 << 16;

    /// <summary>Readable: letters stay letters. The file is not put into web pages.</summary>
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
        JsonSerializer.Serialize(_json, item.Plate, PlateJson.Default.FigsharePlate);
        if (_json.BytesPending > Pending)
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

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FigsharePlate))]
internal sealed partial class PlateJson : JsonSerializerContext;
