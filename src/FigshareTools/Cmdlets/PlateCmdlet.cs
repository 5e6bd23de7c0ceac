using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using FigshareTools.Pipeline;
using FigshareTools.Runs;

namespace FigshareTools.Cmdlets;

/// <summary>What all cmdlets that take plates from the pipeline, row by row, have in common.</summary>
public abstract class PlateCmdlet : FigshareCmdlet, IDisposable
{
    // Beside the names that bind: PowerShell takes the first column that is there, be it empty.
    private static readonly HashSet<string> s_md5Columns = new(StringComparer.OrdinalIgnoreCase)
    {
        "computed_md5", "supplied_md5", "checksum", "hash",
    };

    private static readonly HashSet<string> s_numberColumns = new(StringComparer.OrdinalIgnoreCase)
    {
        "FileId", "figshare_id", "FigshareId", "file_id", "Id", "Length", "size", "size_bytes", "ArticleId", "article_id",
    };

    private PlatePump? _pump;

    /// <summary><para type="description">The plate's label, usually its barcode.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Label of the plate, usually its barcode.")]
    [Alias("Assay_Plate_Barcode", "Metadata_Plate", "Image_Metadata_Plate", "Plate_Name", "PlateName", "PlateId", "Barcode")]
    public string? Plate { get; set; }

    /// <summary><para type="description">The file's name below the destination.</para></summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "Name below the destination; default <Plate>.sqlite, else the name Figshare gives.")]
    [Alias("name", "file_name")]
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

    /// <summary><para type="description">The folder of the plates; default the current one.</para></summary>
    [Parameter(HelpMessage = "Folder of the plates, made if it is to be saved to; default the current location.")]
    [Alias("OutputDirectory")]
    [ValidateNotNullOrEmpty]
    public string? Destination { get; set; }

    /// <summary><para type="description">Plates that are fetched, or tested, at once.</para></summary>
    [Parameter(HelpMessage = "Plates that are fetched, or tested, at once.")]
    [ValidateRange(1, int.MaxValue)]
    public int ThrottleLimit { get; set; } = 5;

    /// <summary>
    /// <para type="description">Instead of hashing a file, believe the record beside it (.figsharetools-verified.jsonl) that it
    /// was verified before, if its file id, length, MD5 and modification time are still the same. A byte that went wrong on
    /// the disk since then is not found.</para>
    /// </summary>
    [Parameter(HelpMessage = "Do not hash files again that were verified before and have not been written since.")]
    public SwitchParameter TrustRecord { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing() => _pump!.Finish();

    /// <inheritdoc/>
    protected override void StopProcessing() => _pump?.Stop();

    /// <summary>Leaves the run, if the pipeline ended before it.</summary>
    public void Dispose()
    {
        _pump?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Begins the run.</summary>
    /// <param name="title">What it does, for its progress bar.</param>
    /// <param name="start">Makes it.</param>
    private protected void Start(string title, Func<Action<PlateEvent>, PlateRun> start) =>
        _pump = new PlatePump(
            this, Write, tell => start(this.ShowsVerbose() ? tell : WithoutNotes(tell)), this.ShowsProgress() ? title : null);

    /// <summary>A hundred thousand plates that are there already need not wake the pipeline for what nobody reads.</summary>
    private static Action<PlateEvent> WithoutNotes(Action<PlateEvent> tell) => message =>
    {
        if (message is not PlateEvent.Verbose)
        {
            tell(message);
        }
    };

    /// <summary>Hands a plate to the run.</summary>
    private protected void Add(Func<bool> tryAdd) => _pump!.Add(tryAdd);

    /// <summary>Writes what happened to a plate; called on the pipeline thread.</summary>
    private protected virtual void Write(PlateEvent message)
    {
        switch (message)
        {
            case PlateEvent.Completed done:
                WriteObject(done.Result);
                break;
            case PlateEvent.Failed failed:
                WriteError(Errors.From(failed.Error, failed.Plate));
                break;
            case PlateEvent.Warning warning:
                WriteWarning(warning.Text);
                break;
            case PlateEvent.Verbose note:
                WriteVerbose(note.Text);
                break;
        }
    }

    /// <summary>The plate of this row; null when the row cannot be one, which is then told.</summary>
    private protected FigsharePlate? Row(long fileId)
    {
        var plate = new FigsharePlate
        {
            Plate = Plate,
            FileId = fileId,
            FileName = FileName,
            Length = Length,
            Md5 = Md5,
            ArticleId = ArticleId,
        };
        var problem = InputObject?.BaseObject switch
        {
            null => null,
            FigshareArticle article => $"article {article.Id} is no file; pipe it through Get-FigshareManifest first.",
            _ => ReadColumns(InputObject, ref plate),
        };
        if (problem is not null)
        {
            WriteError(Errors.From(new FigshareException(FigshareErrorId.InvalidPlate, problem), InputObject));
            return null;
        }

        return plate;
    }

    private static string? ReadColumns(PSObject row, ref FigsharePlate plate)
    {
        // Once through what is there: asking for a property that is not there costs far more.
        foreach (var column in row.Properties)
        {
            if (Read(column, ref plate) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    /// <summary>
    /// Takes from a column what PowerShell's binding leaves: the MD5 under its other names when the bound one is empty; and
    /// says what is wrong with a number, which the binding would pass over, or make 17 of 16.8.
    /// </summary>
    private static string? Read(PSPropertyInfo column, ref FigsharePlate plate)
    {
        if (s_md5Columns.Contains(column.Name) && string.IsNullOrWhiteSpace(plate.Md5))
        {
            plate = plate with { Md5 = column.Value?.ToString() };
        }

        // A result's own Md5 and Length are what was found: a file must not be proven by itself.
        if (column.Name.Equals(nameof(PlateVerification.ExpectedMd5), StringComparison.OrdinalIgnoreCase))
        {
            plate = plate with { Md5 = column.Value?.ToString() };
        }

        if (column.Name.Equals(nameof(PlateVerification.ExpectedLength), StringComparison.OrdinalIgnoreCase))
        {
            plate = plate with { Length = LanguagePrimitives.ConvertTo<string>(column.Value) is { Length: > 0 } length
                && long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : null };
        }

        return s_numberColumns.Contains(column.Name) && column.Value is string text
            && text.Trim() is { Length: > 0 } number && !number.All(c => c is >= '0' and <= '9')
                ? $"{plate}: its {column.Name} is '{text}'; write it in digits alone, or leave it out."
                : null;
    }
}
