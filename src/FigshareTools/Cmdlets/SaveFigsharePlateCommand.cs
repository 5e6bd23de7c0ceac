using System;
using System.Management.Automation;
using FigshareTools.Completion;
using FigshareTools.Logs;
using FigshareTools.Objects;
using FigshareTools.Transfer;

namespace FigshareTools.Cmdlets;

/// <summary>
/// Downloads plates from Figshare and verifies each before it gets its final name.
/// </summary>
[Cmdlet(VerbsData.Save, "FigsharePlate", SupportsShouldProcess = true, DefaultParameterSetName = RowSet)]
[OutputType(typeof(SavedPlate))]
public sealed partial class SaveFigsharePlateCommand : PlateCmdlet
{
    private const string RowSet = "Row";
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private string _destination = "";
    private string? _log;
    private SaveRun? _run;
    private SavePreview? _preview;
    private bool _isLengthGiven;

    /// <summary>
    /// Figshare's ids of files, or the addresses of files. The parameter is not mandatory, because
    /// PowerShell would refuse rows before the cmdlet can read them.
    /// </summary>
    [Parameter(Position = 0, ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Ids of files, the numbers their download links end with, or the links themselves.")]
    [Alias("figshare_id", "FigshareId", "file_id", "Id")]
    [ArgumentCompleter(typeof(FileIdCompleter))]
    public string[]? FileId { get; set; }

    /// <summary>
    /// Manifests to read: CSV, TSV, JSON of the API, as Get-FigshareManifest -Path reads
    /// them.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = PathSet, HelpMessage = "Manifests with the plates: CSV, TSV or JSON.")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Manifests to read. Brackets in their names are not wildcards.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet,
        HelpMessage = "Manifests with the plates; brackets in their names are not wildcards.")]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>
    /// The key of a private link, as Get-FigshareManifest reads it from an address.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Key of a private link to the file.")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public FigshareSecret? PrivateLink { get; set; }

    /// <summary>
    /// The number of connections for each plate, 1 to 16. Default: the speed is measured, and
    /// connections are added while they raise it, at most 16 in all plates.
    /// </summary>
    [Parameter(HelpMessage = "Connections for each plate, 1 to 16; default: as many as raise the speed.")]
    [ValidateRange(1, 16)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int? SegmentCount { get; set; }

    /// <summary>
    /// The bandwidth that all plates share, in bytes a second; 0 for no limit.
    /// </summary>
    [Parameter(HelpMessage = "Bandwidth that all plates share, in bytes a second, such as 50MB; 0 for no limit.")]
    [ValidateRange(0, long.MaxValue)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public long MaximumBytesPerSecond { get; set; }

    /// <summary>
    /// A weekly timetable of the bandwidth that all plates share. An entry is a local time, with
    /// weekdays before it if it is not for every day, and a limit in bytes a second, 0 for none: '08:00=10MB', 'Mon-Fri
    /// 18:00=0'. It holds until the next entry.
    /// </summary>
    [Parameter(HelpMessage = "Timetable of the bandwidth in local time, such as '08:00=10MB', 'Mon-Fri 18:00=0'.")]
    [ValidateNotNullOrEmpty]
    [ValidateBandwidthSchedule]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string[]? BandwidthSchedule { get; set; }

    /// <summary>
    /// The time at which everything stops. Plates that are not done are errors, and the next run
    /// resumes them.
    /// </summary>
    [Parameter(HelpMessage = "Time at which everything stops; the next run resumes.")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public DateTime? StopAt { get; set; }

    /// <summary>
    /// The time after which everything stops, as -StopAt does: '08:30:00' for eight and a half
    /// hours, '36:00' for a day and a half.
    /// </summary>
    [Parameter(HelpMessage = "Time after which everything stops, such as '08:30:00'; the next run resumes.")]
    [Hours]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public TimeSpan? StopAfter { get; set; }

    /// <summary>Download again, even if the file exists.</summary>
    [Parameter(HelpMessage = "Download again, even if the file exists.")]
    public SwitchParameter Force { get; set; }

    /// <summary>Compare the MD5 of existing files before they are skipped.</summary>
    [Parameter(HelpMessage = "Compare the MD5 of existing files before they are skipped.")]
    public SwitchParameter Checksum { get; set; }

    /// <summary>
    /// The longest time without a byte within a download, in seconds; 0 for no limit.
    /// </summary>
    [Parameter(HelpMessage = "Longest time without a byte; 0 for no limit. The whole download has no limit.")]
    [ValidateRange(0, 2_000_000)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int OperationTimeoutSeconds { get; set; } = 60;

    /// <summary>
    /// The lowest rate of a connection, in bytes a second, averaged over
    /// -OperationTimeoutSeconds; 0 for none.
    /// </summary>
    [Parameter(HelpMessage = "Lowest rate of a connection, in bytes a second; 0 for none. A slower one is replaced.")]
    [ValidateRange(0, long.MaxValue)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public long MinimumBytesPerSecond { get; set; } = 1024;

    /// <summary>
    /// The longest time to wait while Figshare refuses this network, in minutes; 0 to fail at
    /// once.
    /// </summary>
    [Parameter(HelpMessage = "Longest wait while Figshare refuses this network, in minutes; 0 to fail at once.")]
    [ValidateRange(0, 1_000_000)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int MaximumOutageMinutes { get; set; } = 60;

    /// <summary>
    /// The base address of the downloader. Default: $env:FIGSHARE_DOWNLOAD_URI, else
    /// Figshare's.
    /// </summary>
    [Parameter(HelpMessage = "Base address of the downloader, for tests and mirrors.")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Uri? DownloadUri { get; set; }

    /// <summary>
    /// A file to which the log of the run is appended, as JSON Lines: each plate's start, waits,
    /// retries and end, the rate every five seconds, and the sums. The file is taken literally.
    /// </summary>
    [Parameter(HelpMessage = "File to which the log of the run is appended, as JSON Lines.")]
    [ValidateNotNullOrEmpty]
    public string? LogPath { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (ParameterSetName != RowSet && MyInvocation.ExpectingInput)
        {
            ThrowTerminatingError(ErrorRecords.RowsAndPath());
        }

        _isLengthGiven = MyInvocation.BoundParameters.ContainsKey(nameof(Length));
        // Without -Destination, plates of Test-FigsharePlate are repaired where they are. The first row shows that.
        if (Destination is not null || !MyInvocation.ExpectingInput)
        {
            Start(Destination);
        }
    }

    private void Start(string? destination)
    {
        _destination = this.ResolveFolder(destination, create: true);
        var endpoints = Endpoints(DownloadUri);
        var options = new SaveOptions
        {
            Destination = _destination,
            ThrottleLimit = ThrottleLimit,
            SegmentCount = SegmentCount,
            MaximumBytesPerSecond = MaximumBytesPerSecond,
            BandwidthSchedule = BandwidthSchedule is null ? null : Timing.BandwidthSchedule.Parse(BandwidthSchedule),
            StopAt = this.DeadlineOf(StopAt, StopAfter, DateTimeOffset.Now),
            Force = Force,
            Checksum = Checksum,
            TrustRecord = TrustRecord,
            MaximumRetryCount = MaximumRetryCount,
            ConnectionTimeout = TimeSpan.FromSeconds(ConnectionTimeoutSeconds),
            Proxy = ProxyToUse(),
            Pace = this.PaceOf(PaceFolder),
            OperationTimeout = TimeSpan.FromSeconds(OperationTimeoutSeconds),
            MinimumBytesPerSecond = MinimumBytesPerSecond,
            MaximumOutage = TimeSpan.FromMinutes(MaximumOutageMinutes),
            Endpoints = endpoints,
            Token = TokenFor(endpoints),
        };
        _preview = this.IsWhatIf() ? new SavePreview(this, options) : null;
        Start("Saving plates", onEvent => _run = new SaveRun(options, onEvent), OpenLog(options));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_run is null)
        {
            // There was no row. A log says so.
            Start(destination: null);
        }

        base.EndProcessing();
        _preview?.ShowSums();
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        _preview?.Stop();
        base.StopProcessing();
    }

    private protected override void OnDisposed() => _preview?.Dispose();

    /// <summary>Opens the log of -LogPath, before anything is requested. An invalid path ends the cmdlet.</summary>
    private EventLog? OpenLog(SaveOptions options)
    {
        if (LogPath is null || this.IsWhatIf())
        {
            return null;
        }

        _log = this.ResolveFile(LogPath, isLiteral: true);
        try
        {
            // "ConsoleHost" is what pwsh and powershell.exe call themselves.
            var shell = Host.Name == "ConsoleHost" ? "PowerShell" : Host.Name;
            return EventLog.Open(_log, new RunDescription(
                typeof(SaveFigsharePlateCommand).Assembly.GetName().Version!.ToString(3), $"{shell} {Host.Version}", options));
        }
        catch (FigshareException e)
        {
            ThrowTerminatingError(ErrorRecords.From(e, LogPath));
            throw;
        }
    }
}
