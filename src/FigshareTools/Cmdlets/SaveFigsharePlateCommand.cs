using System;
using System.Management.Automation;
using FigshareTools.Rows;
using FigshareTools.Transfer;

namespace FigshareTools.Cmdlets;

/// <summary>
/// <para type="synopsis">Downloads plates from Figshare and proves each before it gets its final name.</para>
/// </summary>
[Cmdlet(VerbsData.Save, "FigsharePlate", SupportsShouldProcess = true)]
[OutputType(typeof(PlateResult))]
public sealed class SaveFigsharePlateCommand : PlateCmdlet
{
    private string _destination = "";
    private SaveRun? _run;

    /// <summary>
    /// <para type="description">Figshare's id of the file. It is not mandatory, because PowerShell would refuse rows whose column
    /// it cannot bind before the cmdlet sees them.</para>
    /// </summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Figshare's id of the file: the number its download link ends with.")]
    [Alias("figshare_id", "FigshareId", "file_id", "Id")]
    [WholeNumber]
    public long? FileId { get; set; }

    /// <summary><para type="description">The key of a private link, as Get-FigshareManifest takes it from one.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Key of a private link to the file.")]
    public FigshareSecret? PrivateLink { get; set; }

    /// <summary>
    /// <para type="description">Connections for each plate, 1 to 16. Without it the speed is measured: one connection while the
    /// plates in flight fill the line, more when they do not; never more than 16 in all.</para>
    /// </summary>
    [Parameter(HelpMessage = "Connections for each plate, 1 to 16; default: as many as are found to be of use.")]
    [ValidateRange(1, 16)]
    public int? SegmentCount { get; set; }

    /// <summary>
    /// <para type="description">The most bytes a second that all plates together may take of the line; 0 for no limit.</para>
    /// </summary>
    [Parameter(HelpMessage = "Speed that all plates share, in bytes a second, such as 50MB; 0 for no limit.")]
    [ValidateRange(0, long.MaxValue)]
    public long MaximumBytesPerSecond { get; set; }

    /// <summary><para type="description">Download anew, whatever is there.</para></summary>
    [Parameter(HelpMessage = "Download anew, whatever is there.")]
    public SwitchParameter Force { get; set; }

    /// <summary><para type="description">Compare the MD5 of files already there before they are skipped.</para></summary>
    [Parameter(HelpMessage = "Compare the MD5 of files already there before skipping them.")]
    public SwitchParameter Checksum { get; set; }

    /// <summary><para type="description">The longest silence within a transfer, in seconds; 0 for no limit.</para></summary>
    [Parameter(HelpMessage = "Longest silence within a transfer; 0 for no limit. The whole transfer has none.")]
    [ValidateRange(0, 2_000_000)]
    public int OperationTimeoutSeconds { get; set; } = 60;

    /// <summary>
    /// <para type="description">The downloader's base address. Default: $env:FIGSHARE_DOWNLOAD_URI, else Figshare's.</para>
    /// </summary>
    [Parameter(HelpMessage = "Base address of the downloader, for tests and mirrors.")]
    public Uri? DownloadUri { get; set; }

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
            Endpoints = endpoints,
            Token = TokenFor(endpoints),
        };
        Start("Saving plates", onEvent => _run = new SaveRun(options, onEvent));
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

    private protected override string? MissingFrom(PlateRow row) => row.Plate.FileId > 0
        ? null
        : "the file id is missing: give the number that the file's download link ends with, with -FileId or in a column such "
            + "as FileId, figshare_id or download_url";
}
