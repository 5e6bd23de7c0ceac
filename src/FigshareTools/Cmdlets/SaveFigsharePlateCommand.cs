using System;
using System.IO;
using System.Management.Automation;
using FigshareTools.Pipeline;
using FigshareTools.Transfer;

namespace FigshareTools.Cmdlets;

/// <summary>
/// <para type="synopsis">Downloads plates from Figshare and proves each before it gets its final name.</para>
/// </summary>
[Cmdlet(VerbsData.Save, "FigsharePlate", SupportsShouldProcess = true)]
[OutputType(typeof(PlateResult))]
public sealed class SaveFigsharePlateCommand : FigshareCmdlet, IDisposable
{
    private PlatePump? _pump;
    private string _destination = "";

    /// <summary><para type="description">Figshare's id of the file.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Figshare's id of the file: the number its download link ends with.")]
    [Alias("figshare_id", "FigshareId", "file_id", "Id")]
    public long FileId { get; set; }

    /// <summary><para type="description">The plate's label, usually its barcode.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Label of the plate, usually its barcode.")]
    [Alias("Assay_Plate_Barcode", "Metadata_Plate", "Image_Metadata_Plate", "Plate_Name", "PlateId", "Barcode")]
    public string? Plate { get; set; }

    /// <summary><para type="description">The file's name below the destination.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "Name below the destination; default <Plate>.sqlite, else the name Figshare gives.")]
    [Alias("name")]
    public string? FileName { get; set; }

    /// <summary><para type="description">The expected length in bytes.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Expected length in bytes.")]
    [Alias("size", "size_bytes")]
    [EmptyAsNull]
    public long? Length { get; set; }

    /// <summary><para type="description">The expected MD5.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Expected MD5, 32 hexadecimal digits.")]
    [Alias("computed_md5", "supplied_md5")]
    public string? Md5 { get; set; }

    /// <summary>
    /// <para type="description">The row itself. A column "checksum" is read from it: PowerShell allows no alias with the name
    /// of a parameter.</para>
    /// </summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <summary><para type="description">The article: lets Figshare be asked for name, length and MD5.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "Article of the file: lets Figshare be asked for what the row lacks.")]
    [Alias("article_id")]
    [EmptyAsNull]
    public long? ArticleId { get; set; }

    /// <summary><para type="description">The key of a private link, as Get-FigshareManifest takes it from one.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Key of a private link to the file.")]
    public FigshareSecret? PrivateLink { get; set; }

    /// <summary><para type="description">The folder, made if it is missing; default the current one.</para></summary>
    [Parameter(HelpMessage = "Folder to save to, made if missing; default the current location.")]
    [Alias("OutputDirectory")]
    [ValidateNotNullOrEmpty]
    public string? Destination { get; set; }

    /// <summary><para type="description">Plates in flight at once.</para></summary>
    [Parameter(HelpMessage = "Plates in flight at once.")]
    [ValidateRange(1, int.MaxValue)]
    public int ThrottleLimit { get; set; } = 5;

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
        _destination = this.ResolveFolder(Destination);
        var endpoints = Endpoints(DownloadUri);
        var options = new SaveOptions
        {
            Destination = _destination,
            ThrottleLimit = ThrottleLimit,
            Force = Force,
            Checksum = Checksum,
            MaximumRetryCount = MaximumRetryCount,
            ConnectionTimeout = TimeSpan.FromSeconds(ConnectionTimeoutSeconds),
            OperationTimeout = TimeSpan.FromSeconds(OperationTimeoutSeconds),
            Endpoints = endpoints,
            Token = TokenFor(endpoints),
        };
        _pump = new PlatePump(this, options, this.ShowsProgress());
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var plate = new FigsharePlate
        {
            Plate = Plate,
            FileId = FileId,
            FileName = FileName,
            Length = Length,
            Md5 = Md5 ?? InputObject?.Properties["checksum"]?.Value?.ToString(),
            ArticleId = ArticleId,
            PrivateLink = PrivateLink,
        };
        if (ShouldProcess(plate.ToString(), $"Save to '{_destination}'"))
        {
            _pump!.Add(plate);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => _pump!.Finish();

    /// <inheritdoc/>
    protected override void StopProcessing() => _pump?.Stop();

    /// <summary>Leaves the run, if the pipeline ended before it.</summary>
    public void Dispose() => _pump?.Dispose();
}
