using System;
using System.Globalization;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using FigshareTools.Runs;

namespace FigshareTools.Logs;

/// <summary>
/// Formats the lines of the log, as docs/log.md describes them. Texts of servers, files and rows pass
/// <see cref="PrintableText"/>. A change of the meaning of a member, or its removal, needs a new <see cref="Schema"/>; new
/// members and events do not.
/// </summary>
internal sealed class LogLine(RunDescription run)
{
    /// <summary>The version of the format.</summary>
    public const int Schema = 1;

    // Letters of all scripts stay as they are, because people read the log too. No part of it is copied into HTML unescaped.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly LogMembers _members = new(run);

    /// <summary>Appends the line of an entry to a stream; nothing for an entry that the log does not contain.</summary>
    public void WriteTo(MemoryStream stream, LogEntry entry)
    {
        if (LogMembers.NameOf(entry) is not { } name)
        {
            return;
        }

        using (var json = new Utf8JsonWriter(stream, s_options))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", Schema);
            json.WriteString("time", TimeText(entry.Time));
            json.WriteString("run", run.Run);
            json.WriteString("event", name);
            _members.Write(json, entry);
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    /// <summary>A time in UTC, with milliseconds.</summary>
    public static string TimeText(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
