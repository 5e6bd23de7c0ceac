using System;
using System.Management.Automation;
using FigshareTools.Completion;
using FigshareTools.Logs;
using FigshareTools.Transfer;

namespace FigshareTools.Cmdlets;

/// <summary>
/// <para type="synopsis">Downloads plates from Figshare and verifies each before it gets its final name.</para>
/// </summary>
[Cmdlet(VerbsData.Save, "FigsharePlate", SupportsShouldProcess = true, DefaultParameterSetName = RowSet)]
[OutputType(typeof(PlateResult))]
public sealed partial class SaveFigsharePlateCommand : PlateCmdlet
{
    private const string RowSet = "Row";
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private string _destination = "";
    private SaveRun? _run;
    private SavePreview? _preview;
    private bool _isLengthGiven;

    /// <summary>
    /// <para type="description">Figshare's ids of files, or the addresses of files. The parameter is not mandatory, because
    /// PowerShell would refuse rows before the cmdlet can read them.</para>
    /// </summary>
    [Parameter(Position = 0, ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Ids of files, the numbers their download links end with, or the links themselves.")]
    [Alias("figshare_id", "FigshareId", "file_id", "Id")]
    [ArgumentCompleter(typeof(FileIdCompleter))]
    public string[]? FileId { get; set; }

    /// <summary>
    /// <para type="description">Manifests to read: CSV, TSV, JSON of the API, as Get-FigshareManifest -Path reads
    /// them.</para>
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = PathSet, HelpMessage = "Manifests with the plates: CSV, TSV or JSON.")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary><para type="description">Manifests to read. Brackets in their names are not wildcards.</para></summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet,
        HelpMessage = "Manifests with the plates; brackets in their names are not wildcards.")]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>
    /// <para type="description">The key of a private link, as Get-FigshareManifest reads it from an address.</para>
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Key of a private link to the file.")]
    public FigshareSecret? PrivateLink { get; set; }

    /// <summary>
    /// <para type="description">The number of connections for each plate, 1 to 16. Default: the speed is measured, and
    /// connections are added while they raise it, at most 16 in all plates.</para>
    /// </summary>
    [Parameter(HelpMessage = "Connections for each plate, 1 to 16; default: as many as raise the speed.")]
    [ValidateRange(1, 16)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int? SegmentCount { get; set; }

    /// <summary>
    /// <para type="description">The bandwidth that all plates share, in bytes a second; 0 for no limit.</para>
    /// </summary>
    [Parameter(HelpMessage = "Bandwidth that all plates share, in bytes a second, such as 50MB; 0 for no limit.")]
    [ValidateRange(0, long.MaxValue)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public long MaximumBytesPerSecond { get; set; }

    /// <summary><para type="description">Download again, even if the file exists.</para></summary>
    [Parameter(HelpMessage = "Download again, even if the file exists.")]
    public SwitchParameter Force { get; set; }

    /// <summary><para type="description">Compare the MD5 of existing files before they are skipped.</para></summary>
    [Parameter(HelpMessage = "Compare the MD5 of existing files before they are skipped.")]
    public SwitchParameter Checksum { get; set; }

    /// <summary>
    /// <para type="description">The longest time without a byte within a download, in seconds; 0 for no limit.</para>
    /// </summary>
    [Parameter(HelpMessage = "Longest time without a byte; 0 for no limit. The whole download has no limit.")]
    [ValidateRange(0, 2_000_000)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int OperationTimeoutSeconds { get; set; } = 60;

    /// <summary>
    /// <para type="description">The lowest rate of a connection, in bytes a second, averaged over
    /// -OperationTimeoutSeconds; 0 for none.</para>
    /// </summary>
    [Parameter(HelpMessage = "Lowest rate of a connection, in bytes a second; 0 for none. A slower one is replaced.")]
    [ValidateRange(0, long.MaxValue)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public long MinimumBytesPerSecond { get; set; } = 1024;

    /// <summary>
    /// <para type="description">The longest time to wait while Figshare refuses this network, in minutes; 0 to fail at
    /// once.</para>
    /// </summary>
    [Parameter(HelpMessage = "Longest wait while Figshare refuses this network, in minutes; 0 to fail at once.")]
    [ValidateRange(0, 1_000_000)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int MaximumOutageMinutes { get; set; } = 60;

    /// <summary>
    /// <para type="description">The base address of the downloader. Default: $env:FIGSHARE_DOWNLOAD_URI, else
    /// Figshare's.</para>
    /// </summary>
    [Parameter(HelpMessage = "Base address of the downloader, for tests and mirrors.")]
    public Uri? DownloadUri { get; set; }

    /// <summary>
    /// <para type="description">A file to which the log of the run is appended, as JSON Lines: each plate's start, waits,
    /// retries and end, the rate every five seconds, and the sums. The file is taken literally.</para>
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
        _destination = this.ResolveFolder(Destination, create: true);
        var endpoints = Endpoints(DownloadUri);
        var options = new SaveOptions
        {
            Destination = _destination,
            ThrottleLimit = ThrottleLimit,
            SegmentCount = SegmentCount,
            MaximumBytesPerSecond = MaximumBytesPerSecond,
            Force = Force,
            Checksum = Checksum,
            TrustRecord = TrustRecord,
            MaximumRetryCount = MaximumRetryCount,
            ConnectionTimeout = TimeSpan.FromSeconds(ConnectionTimeoutSeconds),
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

        var path = this.ResolveFile(LogPath, isLiteral: true);
        try
        {
            // "ConsoleHost" is what pwsh and powershell.exe call themselves.
            var shell = Host.Name == "ConsoleHost" ? "PowerShell" : Host.Name;
            return EventLog.Open(path, new RunDescription(
                typeof(SaveFigsharePlateCommand).Assembly.GetName().Version!.ToString(3), $"{shell} {Host.Version}", options));
        }
        catch (FigshareException e)
        {
            ThrowTerminatingError(ErrorRecords.From(e, LogPath));
            throw;
        }
    }
}
