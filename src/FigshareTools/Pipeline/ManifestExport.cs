using System;
using System.Collections.Generic;
using System.Management.Automation;
using FigshareTools.Cmdlets;
using FigshareTools.Manifests;
using FigshareTools.Runs;
using FigshareTools.Verification;

namespace FigshareTools.Pipeline;

/// <summary>
/// Writes rows to a manifest in their order. Rows whose MD5 has to be computed first are hashed beside, and the rows after them
/// wait.
/// </summary>
/// <param name="cmdlet">The cmdlet with the pipeline.</param>
/// <param name="path">Full path of the manifest.</param>
/// <param name="writer">The manifest. This object disposes it.</param>
internal sealed class ManifestExport(PSCmdlet cmdlet, string path, ManifestWriter writer) : IDisposable
{
    private readonly Queue<ManifestRow> _rows = new();
    private PlateRunPipeline? _hashing;
    private HashRun? _run;

    /// <summary>The number of plates that are listed.</summary>
    public int Count => writer.Count;

    /// <summary>The number of rows that cannot be listed.</summary>
    public int Omitted => writer.Omitted;

    /// <summary>Lists a row, now or as soon as its MD5 and the rows before it are there.</summary>
    public void Add(ManifestRow row)
    {
        _rows.Enqueue(row);
        if (writer.FileToHash(row.Plate, row.Path) is { } file)
        {
            row.IsReady = false;
            _hashing ??= new PlateRunPipeline(
                cmdlet, onEvent => _run = new HashRun(onEvent), new PipelineOutput(Write, ShowsVerbose: false, Log: null),
                cmdlet.ShowsProgress() ? "Computing MD5s" : null);
            _hashing.Add(() => _run!.TryAdd(row.Plate, file, row));
        }

        WriteReadyRows();
    }

    /// <summary>Reports a row that is no plate.</summary>
    public void Reject(FigshareException why, object? row)
    {
        writer.Omit();
        cmdlet.WriteError(ErrorRecords.From(why, row));
    }

    /// <summary>Waits for the MD5s that are still computed.</summary>
    public void Finish() => _hashing?.Finish();

    /// <summary>Publishes the manifest. If a row could not be listed, that ends the cmdlet.</summary>
    public void Complete() => OrEnd(writer.Complete);

    /// <summary>Requests the hashing to stop. It is called from another thread.</summary>
    public void Stop() => _hashing?.Stop();

    public void Dispose()
    {
        _hashing?.Dispose();
        writer.Dispose();
    }

    private void Write(PlateEvent plateEvent)
    {
        switch (plateEvent)
        {
            case PlateEvent.Completed { Row: ManifestRow row } completed:
                row.Plate = row.Plate with { Md5 = (string)completed.Result };
                row.IsReady = true;
                break;
            case PlateEvent.Failed { Row: ManifestRow row } failed:
                row.Failure = failed.Error;
                row.IsReady = true;
                break;
        }

        WriteReadyRows();
    }

    private void WriteReadyRows()
    {
        while (_rows.Count > 0 && _rows.Peek().IsReady)
        {
            var row = _rows.Dequeue();
            if (row.Failure is { } failure)
            {
                Reject(failure, row.Target);
            }
            else
            {
                OrEnd(() => WriteRow(row));
            }
        }
    }

    private void WriteRow(ManifestRow row)
    {
        try
        {
            writer.Write(row.Plate, row.Path);
        }
        catch (FigshareException e) when (e.ErrorId == FigshareErrorId.InvalidPlate)
        {
            cmdlet.WriteError(ErrorRecords.From(e, row.Target));
            return;
        }

        if (row.PassThru is not null)
        {
            cmdlet.WriteObject(row.PassThru);
        }
    }

    /// <summary>Ends the cmdlet if the manifest cannot be written.</summary>
    private void OrEnd(Action write)
    {
        try
        {
            write();
        }
        catch (FigshareException e)
        {
            cmdlet.ThrowTerminatingError(ErrorRecords.From(e, path));
        }
    }
}

/// <summary>A row on its way to a manifest.</summary>
/// <param name="plate">The plate.</param>
/// <param name="path">Full path of its file, if the row names it.</param>
internal sealed class ManifestRow(FigsharePlate plate, string? path)
{
    public FigsharePlate Plate { get; set; } = plate;

    public string? Path { get; } = path;

    /// <summary>The target of the row's error.</summary>
    public object? Target { get; set; }

    /// <summary>What to return once the row is listed; null for nothing.</summary>
    public object? PassThru { get; set; }

    /// <summary>Whether nothing has to be computed for the row any more.</summary>
    public bool IsReady { get; set; } = true;

    /// <summary>Why its MD5 could not be computed; null without a failure.</summary>
    public FigshareException? Failure { get; set; }
}
