using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using FigshareTools.Completion;
using FigshareTools.Objects;
using FigshareTools.Rows;
using FigshareTools.Runs;
using FigshareTools.Verification;

namespace FigshareTools.Cmdlets;

/// <summary>
/// Verifies that plates are on disk with the expected length and MD5, as complete
/// databases.
/// If a row lacks length or MD5, and has an article, Figshare is asked for them. A plate whose
/// MD5 is not known is Unverifiable, not Valid.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "FigsharePlate", DefaultParameterSetName = PathSet)]
[OutputType(typeof(TestedPlate), typeof(bool))]
public sealed class TestFigsharePlateCommand : PlateCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private VerifyRun? _run;
    private bool _anyValid;
    private bool _isDoubtful;

    /// <summary>Figshare's id of the file, if it is known.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "Figshare's id of the file. With an article, Figshare can be asked for the MD5.")]
    [Alias("figshare_id", "FigshareId", "file_id", "Id")]
    [WholeNumber]
    [ArgumentCompleter(typeof(FileIdCompleter))]
    public long? FileId { get; set; }

    /// <summary>
    /// The paths of files. Default: the plate's name below the destination. The path in a row is
    /// literal.
    /// </summary>
    [Parameter(Position = 0, ParameterSetName = PathSet, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Paths of files; default FileName or <Plate>.sqlite below the destination.")]
    [Alias("FullName")]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>The paths of files. Brackets in their names are not wildcards.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet,
        HelpMessage = "Paths of files; brackets in their names are not wildcards.")]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>
    /// Also open SQLite plates, read-only, run PRAGMA quick_check, and count the rows of all
    /// tables.
    /// </summary>
    [Parameter(HelpMessage = "Also open SQLite plates: PRAGMA quick_check, tables and row counts.")]
    public SwitchParameter Deep { get; set; }

    /// <summary>
    /// Return one Boolean for the whole input: True when there is a plate and all plates are
    /// Valid. It is False without input, after an error, and when -Deep was not possible.
    /// </summary>
    [Parameter(HelpMessage = "Return one Boolean: True when there are plates and all are Valid.")]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (ParameterSetName == LiteralPathSet && MyInvocation.ExpectingInput)
        {
            ThrowTerminatingError(ErrorRecords.RowsAndPath());
        }

        var endpoints = Endpoints(downloadUri: null);
        var options = new VerifyOptions
        {
            Destination = this.ResolveFolder(Destination, create: false),
            ThrottleLimit = ThrottleLimit,
            Deep = Deep,
            TrustRecord = TrustRecord,
            MaximumRetryCount = MaximumRetryCount,
            ConnectionTimeout = TimeSpan.FromSeconds(ConnectionTimeoutSeconds),
            Proxy = ProxyToUse(),
            Pace = this.PaceOf(PaceFolder),
            Endpoints = endpoints,
            Token = TokenFor(endpoints),
        };
        Start("Verifying plates", onEvent => _run = new VerifyRun(options, onEvent));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Quiet && _isDoubtful)
        {
            // The result is False, whatever the remaining rows are.
            return;
        }

        if (MyInvocation.ExpectingInput || (LiteralPath.Length == 0 && Path is null))
        {
            Verify();
            return;
        }

        foreach (var file in LiteralPath.Concat(Path ?? []).SelectMany(FilesAt))
        {
            Path = [file];
            Verify();
        }
    }

    /// <summary>The files of a path of the command line. A file without wildcards need not exist.</summary>
    private IReadOnlyList<string> FilesAt(string given)
    {
        var isLiteral = ParameterSetName == LiteralPathSet || !WildcardPattern.ContainsWildcardCharacters(given);
        var files = this.ResolveFiles(given, isLiteral);
        _isDoubtful |= files.Count == 0;
        return files;
    }

    private void Verify()
    {
        object? target = InputObject;
        try
        {
            if (ReadRow() is not { } row)
            {
                return;
            }

            target = PlateObjects.Of(row.Plate, OtherColumns);
            var path = row.Path is null ? null : this.ResolveFile(row.Path);
            var plate = row.Plate with
            {
                // The length of a file on disk is not what is expected of it.
                Length = InputObject?.BaseObject is FileInfo ? null : row.Plate.Length,
                FileName = row.Plate.FileName ?? System.IO.Path.GetFileName(path),
            };
            Add(() => _run!.TryAdd(plate, path, OtherColumns));
        }
        catch (FigshareException e)
        {
            _isDoubtful = true;
            WriteError(ErrorRecords.From(e, target));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (Quiet)
        {
            WriteObject(_anyValid && !_isDoubtful);
        }
    }

    private protected override string? MissingFrom(PlateRow row) =>
        PlateFileName.Of(row.Plate) is null && row.Path is null && row.Plate.FileId == 0
            ? "the name of the file is missing: give -Plate, -FileName or -Path, or a column of that name"
            : null;

    private protected override void Write(PlateEvent plateEvent)
    {
        if (plateEvent is PlateEvent.Completed { Result: PlateVerification verification } && Quiet)
        {
            _anyValid |= verification.Status == VerificationStatus.Valid;
            _isDoubtful |= verification.Status != VerificationStatus.Valid;
            return;
        }

        _isDoubtful |= plateEvent is PlateEvent.Failed or PlateEvent.Warning;
        base.Write(plateEvent);
    }
}
