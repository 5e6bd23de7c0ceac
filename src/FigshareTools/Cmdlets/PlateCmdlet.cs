using System;
using System.Management.Automation;
using FigshareTools.Completion;
using FigshareTools.Logs;
using FigshareTools.Objects;
using FigshareTools.Pipeline;
using FigshareTools.Rows;
using FigshareTools.Runs;

namespace FigshareTools.Cmdlets;

/// <summary>Base of the cmdlets that process plates from the pipeline, row by row.</summary>
public abstract class PlateCmdlet : FigshareCmdlet, IDisposable
{
    private PlateRunPipeline? _pipeline;
    private PlateRowReader? _rows;
    private bool _showsVerbose;

    /// <summary>The plate's label, usually its barcode.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Label of the plate, usually its barcode.")]
    [Alias("Assay_Plate_Barcode", "Metadata_Plate", "Image_Metadata_Plate", "Plate_Name", "PlateName", "PlateId",
        "Barcode")]
    [ArgumentCompleter(typeof(PlateCompleter))]
    public string? Plate { get; set; }

    /// <summary>The file's name below the destination.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "Name below the destination; default <Plate>.sqlite, else the name Figshare gives.")]
    [Alias("name", "file_name")]
    public string? FileName { get; set; }

    /// <summary>The expected length in bytes.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Expected length in bytes.")]
    [Alias("size", "size_bytes")]
    [WholeNumber]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public long? Length { get; set; }

    /// <summary>
    /// The expected MD5. A column <c>checksum</c> is read too, but is no alias, because
    /// Save-FigsharePlate has a parameter of that name.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Expected MD5, 32 hexadecimal digits.")]
    [Alias("computed_md5", "supplied_md5", "hash")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Md5 { get; set; }

    /// <summary>
    /// The row. Its columns are matched without regard to case, blanks, _ and -. Other columns are
    /// passed on.
    /// </summary>
    [Parameter(ValueFromPipeline = true, HelpMessage = "Row with columns of a plate.")]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>The article: lets Figshare be asked for name, length and MD5.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "Article of the file: lets Figshare be asked for what the row lacks.")]
    [Alias("article_id")]
    [WholeNumber]
    [ArgumentCompleter(typeof(ArticleIdCompleter))]
    public long? ArticleId { get; set; }

    /// <summary>The folder of the plates; default the current location.</summary>
    [Parameter(HelpMessage = "Folder of the plates; default the current location. Save-FigsharePlate creates it.")]
    [Alias("OutputDirectory")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FolderCompleter))]
    public string? Destination { get; set; }

    /// <summary>
    /// The number of plates that are downloaded, or verified, at once.
    /// </summary>
    [Parameter(HelpMessage = "Number of plates that are downloaded, or verified, at once.")]
    [ValidateRange(1, int.MaxValue)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int ThrottleLimit { get; set; } = 5;

    /// <summary>
    /// Do not hash a file again that was verified before, if its file id, length, MD5 and
    /// modification time are those in the record beside it (.figsharetools-verified.jsonl). A byte that changed on the
    /// disk since then is not found.
    /// </summary>
    [Parameter(HelpMessage = "Do not hash files again that were verified before and have not been written since.")]
    public SwitchParameter TrustRecord { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing() => _pipeline?.Finish();

    /// <inheritdoc/>
    protected override void StopProcessing() => _pipeline?.Stop();

    /// <summary>Stops the run if the pipeline ends before it.</summary>
    public void Dispose()
    {
        _pipeline?.Dispose();
        OnDisposed();
        GC.SuppressFinalize(this);
    }

    /// <summary>Called when the pipeline has ended.</summary>
    private protected virtual void OnDisposed()
    {
    }

    /// <summary>Starts the run.</summary>
    /// <param name="title">What the run does, for its progress bar.</param>
    /// <param name="start">Creates the run, which reports its events to the delegate.</param>
    /// <param name="log">Records all events; null for no log.</param>
    private protected void Start(string title, Func<Action<PlateEvent>, PlateRun> start, EventLog? log = null)
    {
        _rows = new PlateRowReader(this, MissingFrom);
        _showsVerbose = this.ShowsVerbose();
        _pipeline = new PlateRunPipeline(
            this, start, new PipelineOutput(Write, _showsVerbose, log), this.ShowsProgress() ? title : null);
    }

    /// <summary>What a row lacks to be of use to the cmdlet, and how to supply it; null for nothing.</summary>
    private protected abstract string? MissingFrom(PlateRow row);

    /// <summary>Reads the current row.</summary>
    /// <returns>The row; null when there is nothing to do for it.</returns>
    /// <exception cref="FigshareException">The row is not a plate.</exception>
    private protected PlateRow? ReadRow() => ReadRow(InputObject);

    /// <summary>Reads a row.</summary>
    /// <param name="input">The row; null when the cmdlet has its parameters only.</param>
    /// <returns>The row; null when there is nothing to do for it.</returns>
    /// <exception cref="FigshareException">The row is not a plate.</exception>
    private protected PlateRow? ReadRow(PSObject? input) => _rows!.Read(input);

    /// <summary>The value of a column of the current row; null for none.</summary>
    private protected object? ValueOf(string column) => _rows?.ValueOf(column);

    /// <summary>The columns of the current row that are not columns of plates; null for none.</summary>
    private protected OtherColumns? OtherColumns => _rows?.Others;

    /// <summary>Adds a plate to the run.</summary>
    private protected void Add(Func<bool> tryAdd) => _pipeline!.Add(tryAdd);

    /// <summary>The error of a plate that failed.</summary>
    private protected virtual ErrorRecord ErrorOf(PlateEvent.Failed failed, object target) =>
        ErrorRecords.From(failed.Error, target);

    /// <summary>Writes an event to the pipeline. It is called on the pipeline thread.</summary>
    private protected virtual void Write(PlateEvent plateEvent)
    {
        if (_showsVerbose && plateEvent.Describe() is { Length: > 0 } text)
        {
            WriteVerbose(text);
        }

        switch (plateEvent)
        {
            case PlateEvent.Completed completed:
                WriteObject(PlateObjects.Of(completed.Result, completed.Row));
                break;
            case PlateEvent.Failed failed:
                WriteError(ErrorOf(failed, PlateObjects.Of(failed.Plate, failed.Row)));
                break;
            case PlateEvent.Warning warning:
                WriteWarning(warning.Text);
                break;
        }
    }
}
