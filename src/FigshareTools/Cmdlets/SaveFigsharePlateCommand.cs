using System;
using System.Management.Automation;
using FigshareTools.Logs;
using FigshareTools.Rows;
using FigshareTools.Transfer;

namespace FigshareTools.Cmdlets;

/// <summary>
/// <para type="synopsis">Downloads plates from Figshare and verifies each before it gets its final name.</para>
/// </summary>
[Cmdlet(VerbsData.Save, "FigsharePlate", SupportsShouldProcess = true)]
[OutputType(typeof(PlateResult))]
public sealed class SaveFigsharePlateCommand : PlateCmdlet
{
    private string _destination = "";
    private SaveRun? _run;

    /// <summary>
    /// <para type="description">Figshare's id of the file. The parameter is not mandatory, because PowerShell would
    /// refuse rows before the cmdlet can read them.</para>
    /// </summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Figshare's id of the file: the number its download link ends with.")]
    [Alias("figshare_id", "FigshareId", "file_id", "Id")]
    [WholeNumber]
    public long? FileId { get; set; }

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
    public int? SegmentCount { get; set; }

    /// <summary>
    /// <para type="description">The bandwidth that all plates share, in bytes a second; 0 for no limit.</para>
    /// </summary>
    [Parameter(HelpMessage = "Bandwidth that all plates share, in bytes a second, such as 50MB; 0 for no limit.")]
    [ValidateRange(0, long.MaxValue)]
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
    public int OperationTimeoutSeconds { get; set; } = 60;

    /// <summary>
    /// <para type="description">The lowest rate of a connection, in bytes a second, averaged over
    /// -OperationTimeoutSeconds; 0 for none.</para>
    /// </summary>
    [Parameter(HelpMessage = "Lowest rate of a connection, in bytes a second; 0 for none. A slower one is replaced.")]
    [ValidateRange(0, long.MaxValue)]
    public long MinimumBytesPerSecond { get; set; } = 1024;

    /// <summary>
    /// <para type="description">The longest time to wait while Figshare refuses this network, in minutes; 0 to fail at
    /// once.</para>
    /// </summary>
    [Parameter(HelpMessage = "Longest wait while Figshare refuses this network, in minutes; 0 to fail at once.")]
    [ValidateRange(0, 1_000_000)]
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
        Start("Saving plates", onEvent => _run = new SaveRun(options, onEvent), OpenLog(options));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        FigsharePlate plate;
        try
        {
            if (ReadRow() is not { } row)
            {
                return;
            }

            plate = row.Plate with { PrivateLink = PrivateLink ?? row.Plate.PrivateLink };
            if (row.IsKeyMissing && PrivateLink is null)
            {
                throw new FigshareException(FigshareErrorId.InvalidPlate,
                    $"{plate}: the key of its private link is hidden by stars or cannot be read, so the file is not requested; "
                    + "pipe the plates of Get-FigshareManifest without a file in between, or give the key with -PrivateLink.");
            }
        }
        catch (FigshareException e)
        {
            WriteError(ErrorRecords.From(e, InputObject));
            return;
        }

        if (ShouldProcess(plate.ToString(), $"Save to '{_destination}'"))
        {
            Add(() => _run!.TryAdd(plate));
        }
    }

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

    private protected override string? MissingFrom(PlateRow row) => row.Plate.FileId > 0
        ? null
        : "the file id is missing: give the number that the file's download link ends with, with -FileId or in a "
            + "column such as FileId, figshare_id or download_url";
}
