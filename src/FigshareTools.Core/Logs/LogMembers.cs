using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using FigshareTools.Runs;

namespace FigshareTools.Logs;

/// <summary>Names the events of the log and writes their members, in the order of docs/log.md.</summary>
internal sealed class LogMembers(RunDescription run)
{
    /// <summary>The name of an entry's event; null if the log does not contain it.</summary>
    public static string? NameOf(LogEntry entry) => entry switch
    {
        LogEntry.RunStarted => "runStarted",
        LogEntry.Rate => "rate",
        LogEntry.RunEnded => "runEnded",
        LogEntry.Event { PlateEvent: PlateEvent.Reported reported } => NameOf(reported.WorkEvent),
        LogEntry.Event { PlateEvent: var plateEvent } => plateEvent switch
        {
            PlateEvent.Started => "plateStarted",
            PlateEvent.Completed { Result: PlateResult } => "platePublished",
            PlateEvent.Failed => "plateFailed",
            PlateEvent.LimitChanged => "limitChanged",
            _ => null,
        },
        _ => null,
    };

    /// <summary>Writes the members that follow the name of the event.</summary>
    public void Write(Utf8JsonWriter json, LogEntry entry)
    {
        switch (entry)
        {
            case LogEntry.RunStarted:
                WriteRun(json);
                break;
            case LogEntry.Rate rate:
                json.WriteNumber("bytesPerSecond", rate.Sample.BytesPerSecond);
                json.WriteNumber("bytes", rate.Sample.Bytes);
                json.WriteNumber("plates", rate.Sample.Plates);
                json.WriteNumber("connections", rate.Sample.Connections);
                json.WriteNumber("limit", rate.Limit);
                break;
            case LogEntry.RunEnded end:
                json.WriteText("reason", end.Reason.ToString().ToLowerInvariant());
                json.WriteNumber("saved", end.Totals.Saved);
                json.WriteNumber("skipped", end.Totals.Skipped);
                json.WriteNumber("failed", end.Totals.Failed);
                json.WriteNumber("bytes", end.Totals.Bytes);
                json.WriteSeconds("seconds", end.Totals.Elapsed);
                break;
            case LogEntry.Event { PlateEvent: var plateEvent }:
                Write(json, plateEvent);
                break;
        }
    }

    private static string? NameOf(WorkEvent workEvent) => workEvent switch
    {
        WorkEvent.Resumed => "plateResumed",
        WorkEvent.Waiting => "plateWaiting",
        WorkEvent.Retrying => "plateRetried",
        WorkEvent.ConnectionsChanged => "connections",
        WorkEvent.Verified => "plateVerified",
        WorkEvent.HostRefused { IsContinued: false } => "outageStarted",
        WorkEvent.HostAnswered => "outageEnded",
        _ => null,
    };

    private void WriteRun(Utf8JsonWriter json)
    {
        json.WriteText("version", run.Version);
        json.WriteText("computer", run.Computer);
        json.WriteNumber("processId", run.ProcessId);
        json.WriteText("shell", run.Shell);
        json.WriteText("destination", run.Options.Destination);
        json.WriteStartObject("options");
        foreach (var member in run.Members())
        {
            json.WriteValue(member.Key, member.Value);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PlateEvent plateEvent)
    {
        if (plateEvent.Number > 0 && plateEvent is not PlateEvent.Reported { WorkEvent: WorkEvent.HostRefused or
            WorkEvent.HostAnswered })
        {
            json.WriteNumber("plate", plateEvent.Number);
        }

        switch (plateEvent)
        {
            case PlateEvent.Started { Plate: var plate }:
                WritePlate(json, plate);
                json.WriteOptional("version", plate.Version);
                json.WriteText("doi", plate.Doi);
                json.WriteOptional("length", plate.Length);
                json.WriteText("md5", plate.Md5);
                break;
            case PlateEvent.Completed { Result: PlateResult result } completed:
                WriteResult(json, completed, result);
                break;
            case PlateEvent.Failed failed:
                WritePlate(json, failed.Plate);
                json.WriteText("path", failed.Path);
                json.WriteText("errorId", failed.Error.ErrorId.ToString());
                json.WriteText("message", failed.Error.Message);
                json.WriteNumber("bytes", failed.Bytes);
                json.WriteOptional("length", failed.Length);
                json.WriteText("md5", failed.Plate.Md5);
                break;
            case PlateEvent.LimitChanged limit:
                json.WriteNumber("bytesPerSecond", limit.BytesPerSecond);
                break;
            case PlateEvent.Reported reported:
                Write(json, reported.WorkEvent, reported.Bytes);
                break;
        }
    }

    private static void Write(Utf8JsonWriter json, WorkEvent workEvent, long bytes)
    {
        switch (workEvent)
        {
            case WorkEvent.Resumed resumed:
                json.WriteText("path", resumed.Path);
                json.WriteNumber("bytes", resumed.Bytes);
                json.WriteOptional("length", resumed.Length);
                break;
            case WorkEvent.Waiting wait:
                json.WriteText("host", wait.Cause.Host);
                json.WriteText("reason", wait.Cause.Summary);
                json.WriteText("errorId", wait.Cause.ErrorId.ToString());
                json.WriteSeconds("seconds", wait.Delay);
                json.WriteString("until", LogLine.TimeText(wait.Until));
                break;
            case WorkEvent.Retrying retry:
                json.WriteNumber("attempt", retry.Attempt);
                json.WriteText("host", retry.Cause.Host);
                json.WriteText("reason", retry.Cause.Text);
                json.WriteText("errorId", retry.Cause.ErrorId.ToString());
                json.WriteOptional("statusCode", retry.Cause.StatusCode);
                json.WriteSeconds("seconds", retry.Delay);
                json.WriteNumber("bytes", bytes);
                break;
            case WorkEvent.ConnectionsChanged connections:
                json.WriteNumber("count", connections.Count);
                break;
            case WorkEvent.Verified verified:
                json.WriteText("verified", verified.Level.ToString());
                json.WriteText("md5", verified.Md5);
                break;
            case WorkEvent.HostRefused refused:
                json.WriteText("host", refused.Cause.Host);
                json.WriteText("reason", refused.Cause.Text);
                json.WriteText("errorId", refused.Cause.ErrorId.ToString());
                json.WriteString("until", LogLine.TimeText(refused.NextProbe));
                break;
            case WorkEvent.HostAnswered answered:
                json.WriteText("host", answered.Host);
                json.WriteSeconds("seconds", answered.Lasted);
                break;
        }
    }

    private static void WritePlate(Utf8JsonWriter json, FigsharePlate plate)
    {
        json.WriteText("name", plate.Plate ?? plate.FileName);
        json.WriteText("fileName", PlateFileName.Of(plate));
        json.WriteOptional("fileId", plate.FileId == 0 ? null : plate.FileId);
        json.WriteOptional("articleId", plate.ArticleId);
    }

    private static void WriteResult(Utf8JsonWriter json, PlateEvent.Completed completed, PlateResult result)
    {
        json.WriteText("status", result.Status == PlateStatus.Skipped ? "Skipped" : "Saved");
        json.WriteText("name", completed.Plate.Plate ?? completed.Plate.FileName ?? Path.GetFileName(result.Path));
        json.WriteText("path", result.Path);
        json.WriteNumber("length", result.Length);
        json.WriteText("verified", result.Verified.ToString());
        json.WriteText("md5", result.Md5);
        json.WriteNumber("bytesTransferred", completed.BytesTransferred);
        json.WriteSeconds("seconds", result.Elapsed);
        json.WriteText("host", completed.Host);
    }
}
