using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using FigshareTools.Logs;
using FigshareTools.Reports;
using FigshareTools.Rows;

namespace FigshareTools.Cmdlets;

/// <summary>
/// Writes a report of what runs of Save-FigsharePlate did: a page, or ten lines of text.
/// </summary>
[Cmdlet(VerbsData.Export, "FigshareReport", SupportsShouldProcess = true, DefaultParameterSetName = LogSet)]
[OutputType(typeof(string))]
[OutputType(typeof(FileInfo))]
public sealed class ExportFigshareReportCommand : PSCmdlet, System.IDisposable
{
    private const string LogSet = "Log";
    private const string ObjectSet = "Object";

    private readonly CancellationTokenSource _stop = new();
    private readonly List<ReportPlate> _plates = [];
    private bool _isUnread;

    /// <summary>
    /// The logs of Save-FigsharePlate -LogPath. The parameter is not mandatory, because PowerShell would ask for it when a log is
    /// given by position, as -Path.
    /// </summary>
    [Parameter(ParameterSetName = LogSet, HelpMessage = "Logs that Save-FigsharePlate -LogPath wrote.")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] LogPath { get; set; } = [];

    /// <summary>
    /// Results of Save-FigsharePlate, its errors, and verifications of Test-FigsharePlate.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ObjectSet,
        HelpMessage = "Results and errors of Save-FigsharePlate.")]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject? InputObject { get; set; }

    /// <summary>The page to write. Without it, the summary is written instead.</summary>
    [Parameter(Position = 0, HelpMessage = "Page to write, such as night.html; default none, only the summary.")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Write ten lines of text to the pipeline, also if a page is written.</summary>
    [Parameter(HelpMessage = "Write ten lines of text to the pipeline, also if a page is written.")]
    public SwitchParameter Summary { get; set; }

    /// <summary>Replace an existing file even if it is read-only.</summary>
    [Parameter(HelpMessage = "Replace an existing file even if it is read-only.")]
    public SwitchParameter Force { get; set; }

    /// <summary>Do not replace an existing file.</summary>
    [Parameter(HelpMessage = "Do not replace an existing file.")]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Return the file of the page.</summary>
    [Parameter(HelpMessage = "Return the file of the page.")]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName != ObjectSet || InputObject is null)
        {
            return;
        }

        try
        {
            _plates.AddRange(ReportedObjects.PlatesOf(InputObject));
        }
        catch (FigshareException e)
        {
            _isUnread = true;
            WriteError(ErrorRecords.From(e, InputObject));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_isUnread && _plates.Count == 0)
        {
            // A page of yesterday says more than one of nothing.
            return;
        }

        var page = Path is null ? null : this.ResolveFile(Path, isLiteral: true);
        if (ParameterSetName == LogSet && LogPath.Length == 0)
        {
            var isLog = page is not null
                && (EventLog.IsLog(page) || page.EndsWith(".jsonl", System.StringComparison.OrdinalIgnoreCase));
            ThrowTerminatingError(isLog
                ? ErrorRecords.BadPath(Path!, "-Path is the page to write", remedy: "give the log with -LogPath")
                : ErrorRecords.NoLog());
        }

        var logs = LogPath.SelectMany(LogsAt).ToList();
        if (page is not null && (logs.Exists(log => FilePaths.AreSame(log, page)) || EventLog.IsLog(page)))
        {
            ThrowTerminatingError(ErrorRecords.BadPath(Path!, "it is the log of a run, which the page would replace",
                remedy: "give another path with -Path, such as night.html"));
        }

        try
        {
            Write(page, ParameterSetName == LogSet
                ? RunReport.FromLogs(logs, cancellationToken: _stop.Token)
                : RunReport.FromPlates(_plates));
        }
        catch (FigshareException e)
        {
            ThrowTerminatingError(ErrorRecords.From(e, Path ?? (object)LogPath));
        }
        catch (System.OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The pipeline was stopped while a log was read; nothing is written.
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Releases the cancellation of the reading.</summary>
    public void Dispose() => _stop.Dispose();

    private void Write(string? page, RunReport report)
    {
        if (page is not null && ShouldProcess(page, "Export report"))
        {
            report.Save(page, NoClobber, Force);
            if (PassThru)
            {
                WriteObject(new FileInfo(page));
            }
        }

        if (page is null || Summary)
        {
            WriteObject(report.Summary, enumerateCollection: true);
        }
    }

    /// <summary>The logs that a path names. Brackets are wildcards only if there is no file of that very name.</summary>
    private IReadOnlyList<string> LogsAt(string given)
    {
        var literal = this.ResolveFile(given, isLiteral: true);
        if (File.Exists(literal) || !WildcardPattern.ContainsWildcardCharacters(given))
        {
            return [literal];
        }

        var logs = this.ResolveFiles(given, isLiteral: false);
        if (logs.Count == 0)
        {
            ThrowTerminatingError(ErrorRecords.BadPath(given, "its wildcards match no file"));
        }

        return logs;
    }
}
