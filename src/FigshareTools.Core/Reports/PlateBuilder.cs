using System;
using System.Collections.Generic;
using System.IO;

namespace FigshareTools.Reports;

/// <summary>Collects the lines about one plate of a run.</summary>
internal sealed class PlateBuilder(DateTimeOffset start)
{
    /// <summary>A probe of a host takes less than this. A plate that waits on has its next line by then.</summary>
    private static readonly TimeSpan s_probeTime = TimeSpan.FromMinutes(1);

    private readonly List<ReportSpan> _waits = [];
    private readonly List<ReportRetry> _retries = [];
    private ReportPlate _plate = new();
    private RunLogLine? _waiting;
    private DateTimeOffset? _end;

    public void Add(RunLogLine line)
    {
        EndWait(line.Time, waitsOn: line.Event == "plateWaiting");
        _plate = Described(line);
        switch (line.Event)
        {
            case "plateStarted":
                _plate = _plate with { ExpectedLength = line.Number("length"), ExpectedMd5 = line.Text("md5") };
                break;
            case "plateResumed":
                _plate = _plate with { BytesResumed = line.Number("bytes") ?? 0, BytesKept = line.Number("bytes") ?? 0 };
                break;
            case "plateWaiting":
                _waiting = line;
                break;
            case "plateRetried":
                _retries.Add(new ReportRetry(line.Time, line.Text("reason") ?? ""));
                _plate = _plate with { BytesKept = line.Number("bytes") ?? _plate.BytesKept };
                break;
            case "plateVerified":
                _plate = _plate with { Verified = LevelOf(line), Md5 = line.Text("md5") ?? _plate.Md5 };
                break;
            case "platePublished":
                _end = line.Time;
                _plate = Published(line);
                break;
            case "plateFailed":
                _end = line.Time;
                _plate = _plate with
                {
                    Outcome = PlateOutcome.Failed,
                    ErrorId = line.Text("errorId"),
                    Message = line.Text("message"),
                    BytesKept = line.Number("bytes") ?? _plate.BytesKept,
                    ExpectedMd5 = line.Text("md5") ?? _plate.ExpectedMd5,
                };
                break;
        }
    }

    /// <summary>The plate.</summary>
    /// <param name="lastLine">The time of the run's last line, at which an unfinished plate ends.</param>
    public ReportPlate Build(DateTimeOffset lastLine)
    {
        var end = _end ?? (lastLine > start ? lastLine : start);
        EndWait(end, waitsOn: false);
        return _plate with
        {
            Spans = [new ReportSpan(start, end)],
            Waits = _waits,
            Retries = _retries,
            Elapsed = _plate.Elapsed ?? end - start,
            FileName = _plate.FileName ?? (HasExtension(_plate.Name) ? _plate.Name : null),
        };
    }

    /// <summary>
    /// Whether a name looks like that of a file. Older logs have no <c>fileName</c>, and do not say whether <c>name</c> is a
    /// label or the name of a file.
    /// </summary>
    private static bool HasExtension(string? name) =>
        name is not null && name.IndexOfAny(Path.GetInvalidPathChars()) < 0 && Path.GetExtension(name).Length > 1;

    private ReportPlate Published(RunLogLine line) => _plate with
    {
        Outcome = line.Text("status") == "Skipped" ? PlateOutcome.Skipped : PlateOutcome.Saved,
        Verified = line.Text("verified") is null ? _plate.Verified : LevelOf(line),
        Md5 = line.Text("md5") ?? _plate.Md5,
        BytesTransferred = line.Number("bytesTransferred") ?? 0,
        Elapsed = line.Seconds("seconds") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        Host = line.Text("host") ?? _plate.Host,
        BytesKept = 0,
    };

    /// <summary>The plate with what any of its events may say.</summary>
    private ReportPlate Described(RunLogLine line) => _plate with
    {
        Name = line.Text("name") ?? _plate.Name,
        FileName = line.Text("fileName") ?? _plate.FileName,
        FileId = line.Number("fileId") ?? _plate.FileId,
        ArticleId = line.Number("articleId") ?? _plate.ArticleId,
        Path = line.Text("path") ?? _plate.Path,
        Length = line.Number("length") ?? _plate.Length,
    };

    /// <summary>
    /// Ends the wait, if there is one. The log has no line for its end, because the download that follows has none: it ends when
    /// its time is over, at most.
    /// </summary>
    private void EndWait(DateTimeOffset next, bool waitsOn)
    {
        if (_waiting is { } wait && next > wait.Time)
        {
            var over = wait.Seconds("seconds") is { } seconds ? wait.Time.AddSeconds(seconds) : next;
            var end = next < over || (waitsOn && next - over < s_probeTime) ? next : over;
            _waits.Add(new ReportSpan(wait.Time, end) { Reason = wait.Text("reason") });
        }

        _waiting = null;
    }

    private static VerificationLevel LevelOf(RunLogLine line) => line.Text("verified") switch
    {
        "Md5" => VerificationLevel.Md5,
        "Size" => VerificationLevel.Size,
        _ => VerificationLevel.None,
    };
}
