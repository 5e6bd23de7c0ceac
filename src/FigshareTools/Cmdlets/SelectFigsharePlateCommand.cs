using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using FigshareTools.Completion;
using FigshareTools.References;
using FigshareTools.Rows;
using FigshareTools.Sharding;

namespace FigshareTools.Cmdlets;

/// <summary>
/// Filters the plates of a pipeline, and selects one shard of them. The rows are returned as they came.
/// </summary>
[Cmdlet(VerbsCommon.Select, "FigsharePlate")]
[OutputType(typeof(PSObject))]
public sealed class SelectFigsharePlateCommand : PSCmdlet
{
    private readonly List<PSObject> _rows = [];
    private readonly List<FigsharePlate> _plates = [];
    private PlateFilter? _filter;
    private PlateRowReader? _reader;
    private Shard? _shard;

    /// <summary>The row, with the columns that Save-FigsharePlate reads; or the id or the address of a file.</summary>
    [Parameter(ValueFromPipeline = true, HelpMessage = "Row with columns of a plate, or the id or the address of a file.")]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Select only plates whose names match one of these wildcards.</summary>
    [Parameter(HelpMessage = "Select only plates whose names match one of these wildcards.")]
    [SupportsWildcards]
    public string[]? Include { get; set; }

    /// <summary>Leave out plates whose names match one of these wildcards.</summary>
    [Parameter(HelpMessage = "Leave out plates whose names match one of these wildcards.")]
    [SupportsWildcards]
    public string[]? Exclude { get; set; }

    /// <summary>The smallest length, in bytes. A plate whose length is not known is selected.</summary>
    [Parameter(HelpMessage = "Smallest length in bytes, such as 1GB; a plate without a length is selected.")]
    [ValidateRange(0, long.MaxValue)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public long? MinimumLength { get; set; }

    /// <summary>The greatest length, in bytes. A plate whose length is not known is selected.</summary>
    [Parameter(HelpMessage = "Greatest length in bytes, such as 20GB; a plate without a length is selected.")]
    [ValidateRange(0, long.MaxValue)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public long? MaximumLength { get; set; }

    /// <summary>
    /// Select only results of Save-FigsharePlate and verifications of Test-FigsharePlate with one of these states.
    /// </summary>
    [Parameter(HelpMessage = "Select only results and verifications with one of these states.")]
    [ValidateSet(
        nameof(PlateStatus.Downloaded), nameof(PlateStatus.Resumed), nameof(PlateStatus.Skipped),
        nameof(VerificationStatus.Valid), nameof(VerificationStatus.Missing), nameof(VerificationStatus.WrongLength),
        nameof(VerificationStatus.WrongMd5), nameof(VerificationStatus.NotSqlite), nameof(VerificationStatus.Unverifiable))]
    public string[]? Status { get; set; }

    /// <summary>
    /// The number of the shard to select, from 0. Default, with -ShardCount: the rank of the task in its array.
    /// </summary>
    [Parameter(HelpMessage = "Number of the shard to select, from 0; default the rank of the task in its job array.")]
    [WholeNumber]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int? ShardIndex { get; set; }

    /// <summary>The number of shards. Default, with -ShardIndex: the number of tasks of the array.</summary>
    [Parameter(HelpMessage = "Number of shards; default the number of tasks of the job array.")]
    [WholeNumber]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int? ShardCount { get; set; }

    /// <summary>Select the shard of this task of a job array of Slurm, PBS, LSF or SGE.</summary>
    [Parameter(HelpMessage = "Select the shard of this task of a job array.")]
    public SwitchParameter ArrayTask { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (MinimumLength > MaximumLength)
        {
            ThrowTerminatingError(ErrorRecords.BadLengths(MinimumLength.Value, MaximumLength!.Value));
        }

        try
        {
            // A parameter that is given without a value, such as a variable that is not set, asks for a shard too.
            var given = MyInvocation.BoundParameters;
            _shard = ArrayTask || given.ContainsKey(nameof(ShardIndex)) || given.ContainsKey(nameof(ShardCount))
                ? Shard.Of(ShardIndex, ShardCount, Environment.GetEnvironmentVariable)
                : null;
        }
        catch (FigshareException e)
        {
            ThrowTerminatingError(ErrorRecords.From(e, target: null));
        }

        _filter = new PlateFilter(new NameFilter(Include, Exclude), MinimumLength, MaximumLength, Status);
        // Save-FigsharePlate warns about rows that repeat earlier ones.
        _reader = new PlateRowReader(this, MissingFrom) { KeepsRepeatedRows = true };
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        FigsharePlate? plate;
        try
        {
            plate = Read(InputObject);
        }
        catch (FigshareException e)
        {
            // A pasted address may contain a private link's key, which must not be in an error.
            object? target = IsReference(InputObject) ? PastedText.Show(RowCell.TextOf(InputObject)!) : InputObject;
            WriteError(ErrorRecords.From(e, target));
            return;
        }

        if (plate is null || !_filter!.IsMatch(plate))
        {
            return;
        }

        if (_shard is null)
        {
            WriteIfStatus(InputObject!);
        }
        else
        {
            _rows.Add(InputObject!);
            _plates.Add(plate);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_shard is not null)
        {
            WriteShard(_shard);
        }

        foreach (var warning in _filter!.Warnings())
        {
            WriteWarning(warning);
        }
    }

    /// <summary>Reads the plate of a row; null for an empty row.</summary>
    /// <exception cref="FigshareException">The row is not a plate.</exception>
    private FigsharePlate? Read(PSObject? input)
    {
        if (IsReference(input))
        {
            return FileReference.Parse(RowCell.TextOf(input)!);
        }

        // A row that has only a path, as that of a file, is known by it.
        return _reader!.Read(input) is { } row
            ? row.Plate with { FileName = PlateFileName.Of(row.Plate) ?? row.Path }
            : null;
    }

    private static bool IsReference(PSObject? input) => input?.BaseObject is string or IFormattable or Uri;

    private static string? MissingFrom(PlateRow row) =>
        row is { Path: null, Plate: { FileId: 0, Plate: null, FileName: null, DownloadUrl: null } }
            ? "neither a file id nor a name is given; pipe rows that have a column such as FileId, Plate or FileName"
            : null;

    /// <summary>
    /// Writes the rows of a shard in their order. The states are compared after the split, because they change while other
    /// tasks are at work: the shards of a list without the valid plates would not be the same in every task.
    /// </summary>
    private void WriteShard(Shard shard)
    {
        var shards = ShardPlan.Assign(_plates, shard.Count);
        var selected = Enumerable.Range(0, _rows.Count).Where(row => shards[row] == shard.Index).ToList();
        WriteVerbose($"Shard {shard.Index} (of 0 to {shard.Count - 1}): {selected.Count} of {_rows.Count} rows, "
            + $"{SumOf(selected.Select(row => _plates[row]))} of {SumOf(_plates)}; without a length: "
            + $"{_plates.Count(plate => plate.Length is null)} rows.");
        foreach (var row in selected)
        {
            WriteIfStatus(_rows[row]);
        }
    }

    private void WriteIfStatus(PSObject row)
    {
        if (_filter!.IsStatusMatch(row))
        {
            WriteObject(row);
        }
    }

    private static string SumOf(IEnumerable<FigsharePlate> plates) =>
        ByteText.Of((long)Math.Min(plates.Sum(plate => (decimal)(plate.Length ?? 0)), long.MaxValue));
}
