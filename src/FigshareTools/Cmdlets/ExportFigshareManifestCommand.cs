using System;
using System.Management.Automation;
using FigshareTools.Completion;
using FigshareTools.Manifests;
using FigshareTools.Rows;

namespace FigshareTools.Cmdlets;

/// <summary>
/// <para type="synopsis">Writes plates to a manifest: a table, JSON, md5sums.txt or an RO-Crate.</para>
/// </summary>
[Cmdlet(VerbsData.Export, "FigshareManifest", SupportsShouldProcess = true, DefaultParameterSetName = PathSet)]
[OutputType(typeof(FigsharePlate))]
public sealed class ExportFigshareManifestCommand : PSCmdlet, IDisposable
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private ManifestWriter? _writer;
    private PlateRowReader? _rows;
    private string _path = "";

    /// <summary><para type="description">The manifest to write.</para></summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet, HelpMessage = "Manifest to write.")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>
    /// <para type="description">The manifest to write. Brackets in its name are not wildcards.</para>
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet,
        HelpMessage = "Manifest to write; brackets in its name are not wildcards.")]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string LiteralPath { get; set; } = "";

    /// <summary>
    /// <para type="description">Csv, Json, Md5Sum or RoCrate. Default: the format that the file name implies.</para>
    /// </summary>
    [Parameter(HelpMessage = "Csv, Json, Md5Sum or RoCrate; default the format that the file name implies.")]
    public ManifestFormat? Format { get; set; }

    /// <summary><para type="description">Do not replace an existing file.</para></summary>
    [Parameter(HelpMessage = "Do not replace an existing file.")]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary><para type="description">Return the plates that were listed.</para></summary>
    [Parameter(HelpMessage = "Return the plates that were listed.")]
    public SwitchParameter PassThru { get; set; }

    /// <summary><para type="description">Figshare's id of the file.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Figshare's id of the file.")]
    [Alias("figshare_id", "FigshareId", "file_id", "Id")]
    [WholeNumber]
    [ArgumentCompleter(typeof(FileIdCompleter))]
    public long? FileId { get; set; }

    /// <summary><para type="description">The plate's label, usually its barcode.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Label of the plate, usually its barcode.")]
    [Alias("Assay_Plate_Barcode", "Metadata_Plate", "Image_Metadata_Plate", "Plate_Name", "PlateName", "PlateId",
        "Barcode")]
    [ArgumentCompleter(typeof(PlateCompleter))]
    public string? Plate { get; set; }

    /// <summary><para type="description">The file's name below the manifest's folder.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "Name below the manifest's folder; default <Plate>.sqlite.")]
    [Alias("name", "file_name")]
    public string? FileName { get; set; }

    /// <summary><para type="description">The length in bytes.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Length in bytes.")]
    [Alias("size", "size_bytes")]
    [WholeNumber]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public long? Length { get; set; }

    /// <summary><para type="description">The MD5.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "MD5, 32 hexadecimal digits.")]
    [Alias("computed_md5", "supplied_md5", "checksum", "hash")]
    public string? Md5 { get; set; }

    /// <summary><para type="description">The article the file belongs to.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Article of the file.")]
    [Alias("article_id")]
    [WholeNumber]
    [ArgumentCompleter(typeof(ArticleIdCompleter))]
    public long? ArticleId { get; set; }

    /// <summary><para type="description">The article's version.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Version of the article.")]
    [WholeNumber]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int? Version { get; set; }

    /// <summary><para type="description">The article's DOI.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "DOI of the article.")]
    public string? Doi { get; set; }

    /// <summary><para type="description">The article's title.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Title of the article.")]
    public string? Title { get; set; }

    /// <summary><para type="description">The article's licence: its address or its name.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "Licence of the article: its address or its name.")]
    [Alias("licence")]
    public string? License { get; set; }

    /// <summary><para type="description">The citation of the article.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Citation of the article.")]
    public string? Citation { get; set; }

    /// <summary><para type="description">The article's authors, separated by semicolons.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "Authors of the article, separated by semicolons.")]
    public string? Authors { get; set; }

    /// <summary><para type="description">The date of publication of the article.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Date of publication.")]
    [Alias("published_date")]
    [DateAsText]
    public string? PublishedDate { get; set; }

    /// <summary><para type="description">The address for downloading the file in a browser.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Address for downloading the file in a browser.")]
    [Alias("download_url", "Url")]
    public string? DownloadUrl { get; set; }

    /// <summary>
    /// <para type="description">The row. Its columns are matched without regard to case, blanks, _ and -. The path of a
    /// result of Save-FigsharePlate is read from it, because -Path is the manifest.</para>
    /// </summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _rows = new PlateRowReader(this, MissingFrom);
        var isLiteral = ParameterSetName == LiteralPathSet;
        var given = isLiteral ? LiteralPath : Path;
        _path = this.ResolveFile(given, isLiteral);
        if ((Format ?? ManifestFormats.FromName(_path)) is not { } format)
        {
            ThrowTerminatingError(ErrorRecords.UnknownFormat(given));
            return;
        }

        if (format == ManifestFormat.RoCrate && System.IO.Path.GetFileName(_path) != "ro-crate-metadata.json")
        {
            WriteWarning($"'{_path}': programs that read RO-Crates expect the name ro-crate-metadata.json.");
        }

        if (ShouldProcess(_path, $"Export manifest as {format}"))
        {
            OrEnd(() => _writer = new ManifestWriter(_path, format, NoClobber));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_writer is null)
        {
            return;
        }

        object? target = InputObject;
        try
        {
            if (_rows!.Read(InputObject) is not { } row)
            {
                return;
            }

            target = row.Plate;
            OrEnd(() => _writer.Write(row.Plate, PathOf(row)));
            if (PassThru)
            {
                WriteObject(InputObject ?? (object)row.Plate);
            }
        }
        catch (FigshareException e)
        {
            WriteError(ErrorRecords.From(e, target));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_writer is { Count: 0 })
        {
            // A listing that failed must not replace a manifest with an empty one.
            WriteWarning($"'{_path}' is not written: there is no plate to list.");
            return;
        }

        OrEnd(() => _writer?.Complete());
    }

    /// <summary>Discards the manifest, unless the pipeline has completed it.</summary>
    public void Dispose() => _writer?.Dispose();

    /// <summary>Ends the cmdlet if the manifest cannot be written. A failure of one plate is passed on.</summary>
    private void OrEnd(Action write)
    {
        try
        {
            write();
        }
        catch (FigshareException e) when (e.ErrorId != FigshareErrorId.InvalidPlate)
        {
            ThrowTerminatingError(ErrorRecords.From(e, _path));
        }
    }

    /// <summary>
    /// The path of the row's file, if the row is a result, was made of a result, or is a file itself.
    /// </summary>
    private string? PathOf(PlateRow row) =>
        InputObject?.BaseObject is System.IO.FileInfo file ? file.FullName
        : row.Plate.FileName is null && System.IO.Path.IsPathRooted(row.Path ?? "")
            ? System.IO.Path.GetFullPath(row.Path!)
            : null;

    private static string? MissingFrom(PlateRow row) =>
        row is { Path: null, Plate: { FileId: 0, Plate: null, FileName: null, DownloadUrl: null } }
            ? "the name of the file is missing: give a FileId, a Plate or a FileName"
            : null;
}
