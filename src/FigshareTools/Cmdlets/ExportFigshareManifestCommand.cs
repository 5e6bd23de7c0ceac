using System;
using System.Management.Automation;
using FigshareTools.Completion;
using FigshareTools.Manifests;
using FigshareTools.Objects;
using FigshareTools.Pipeline;
using FigshareTools.Rows;

namespace FigshareTools.Cmdlets;

/// <summary>
/// Writes plates to a manifest: a table, JSON, md5sums.txt or an RO-Crate.
/// The manifest is written only if every row can be listed. For md5sums.txt, an MD5 that no row
/// states is computed from the file on disk.
/// </summary>
[Cmdlet(VerbsData.Export, "FigshareManifest", SupportsShouldProcess = true, DefaultParameterSetName = PathSet)]
[OutputType(typeof(ListedPlate))]
public sealed class ExportFigshareManifestCommand : PSCmdlet, IDisposable
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private ManifestExport? _export;
    private PlateRowReader? _rows;
    private string _path = "";

    /// <summary>The manifest to write.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet, HelpMessage = "Manifest to write.")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>
    /// The manifest to write. Brackets in its name are not wildcards.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet,
        HelpMessage = "Manifest to write; brackets in its name are not wildcards.")]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string LiteralPath { get; set; } = "";

    /// <summary>
    /// Csv, Json, Md5Sum or RoCrate. Default: the format that the file name implies.
    /// </summary>
    [Parameter(HelpMessage = "Csv, Json, Md5Sum or RoCrate; default the format that the file name implies.")]
    public ManifestFormat? Format { get; set; }

    /// <summary>Do not replace an existing file.</summary>
    [Parameter(HelpMessage = "Do not replace an existing file.")]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Return the plates that were listed.</summary>
    [Parameter(HelpMessage = "Return the plates that were listed.")]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Figshare's id of the file.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Figshare's id of the file.")]
    [Alias("figshare_id", "FigshareId", "file_id", "Id")]
    [WholeNumber]
    [ArgumentCompleter(typeof(FileIdCompleter))]
    public long? FileId { get; set; }

    /// <summary>The plate's label, usually its barcode.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Label of the plate, usually its barcode.")]
    [Alias("Assay_Plate_Barcode", "Metadata_Plate", "Image_Metadata_Plate", "Plate_Name", "PlateName", "PlateId",
        "Barcode")]
    [ArgumentCompleter(typeof(PlateCompleter))]
    public string? Plate { get; set; }

    /// <summary>The file's name below the manifest's folder.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "Name below the manifest's folder; default <Plate>.sqlite.")]
    [Alias("name", "file_name")]
    public string? FileName { get; set; }

    /// <summary>The length in bytes.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Length in bytes.")]
    [Alias("size", "size_bytes")]
    [WholeNumber]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public long? Length { get; set; }

    /// <summary>The MD5.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "MD5, 32 hexadecimal digits.")]
    [Alias("computed_md5", "supplied_md5", "checksum", "hash")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Md5 { get; set; }

    /// <summary>The article the file belongs to.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Article of the file.")]
    [Alias("article_id")]
    [WholeNumber]
    [ArgumentCompleter(typeof(ArticleIdCompleter))]
    public long? ArticleId { get; set; }

    /// <summary>The article's version.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Version of the article.")]
    [WholeNumber]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int? Version { get; set; }

    /// <summary>The article's DOI.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "DOI of the article.")]
    public string? Doi { get; set; }

    /// <summary>The article's title.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Title of the article.")]
    public string? Title { get; set; }

    /// <summary>The article's licence: its address or its name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "Licence of the article: its address or its name.")]
    [Alias("licence")]
    public string? License { get; set; }

    /// <summary>The citation of the article.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Citation of the article.")]
    public string? Citation { get; set; }

    /// <summary>The article's authors, separated by semicolons.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "Authors of the article, separated by semicolons.")]
    public string? Authors { get; set; }

    /// <summary>The date of publication of the article.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Date of publication.")]
    [Alias("published_date")]
    [DateAsText]
    public string? PublishedDate { get; set; }

    /// <summary>The address for downloading the file in a browser.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Address for downloading the file in a browser.")]
    [Alias("download_url", "Url")]
    public string? DownloadUrl { get; set; }

    /// <summary>
    /// The row. Its columns are matched without regard to case, blanks, _ and -. The path of a
    /// result of Save-FigsharePlate is read from it, because -Path is the manifest.
    /// </summary>
    [Parameter(ValueFromPipeline = true, HelpMessage = "Row with columns of a plate.")]
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
            try
            {
                _export = new ManifestExport(this, _path, new ManifestWriter(_path, format, NoClobber));
            }
            catch (FigshareException e)
            {
                ThrowTerminatingError(ErrorRecords.From(e, _path));
            }
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_export is null)
        {
            return;
        }

        PlateRow? row;
        try
        {
            row = _rows!.Read(InputObject);
        }
        catch (FigshareException e)
        {
            _export.Reject(e, InputObject);
            return;
        }

        if (row is not null)
        {
            var listed = PlateObjects.Of(row.Plate, _rows.Others);
            _export.Add(new ManifestRow(row.Plate, PathOf(row))
            {
                Target = listed,
                PassThru = PassThru ? InputObject ?? listed : null,
            });
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_export is null)
        {
            return;
        }

        _export.Finish();
        if (_export is { Count: 0, Omitted: 0 })
        {
            // A listing that failed must not replace a manifest with an empty one.
            WriteWarning($"'{_path}' is not written: there is no plate to list.");
            return;
        }

        _export.Complete();
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _export?.Stop();

    /// <summary>Discards the manifest, unless the pipeline has completed it.</summary>
    public void Dispose() => _export?.Dispose();

    /// <summary>
    /// The path of the row's file, if the row is a result, was made of a result, or is a file itself. The path of a table
    /// that leads to another file than its FileName is something else.
    /// </summary>
    private string? PathOf(PlateRow row) =>
        InputObject?.BaseObject is System.IO.FileSystemInfo file ? file.FullName
        : System.IO.Path.IsPathRooted(row.Path ?? "") && EndsWith(row.Path!, row.Plate.FileName)
            ? System.IO.Path.GetFullPath(row.Path!)
            : null;

    private static bool EndsWith(string path, string? name) =>
        name is null || path.Replace('\\', '/').EndsWith($"/{name.Replace('\\', '/')}", StringComparison.Ordinal);

    private static string? MissingFrom(PlateRow row) =>
        row is { Path: null, Plate: { FileId: 0, Plate: null, FileName: null, DownloadUrl: null } }
            ? "the name of the file is missing: give a FileId, a Plate or a FileName"
            : null;
}
