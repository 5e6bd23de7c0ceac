using System;
using System.IO;
using System.Management.Automation;
using FigshareTools.Rows;
using FigshareTools.Runs;
using FigshareTools.Verification;

namespace FigshareTools.Cmdlets;

/// <summary>
/// <para type="synopsis">Tests whether plates are on disk with the right length and MD5, and whole databases.</para>
/// <para type="description">What a row does not tell of length and MD5, Figshare is asked for if the article is known. A plate
/// whose MD5 nobody knows is Unverifiable, not Valid.</para>
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "FigsharePlate")]
[OutputType(typeof(PlateVerification), typeof(bool))]
public sealed class TestFigsharePlateCommand : PlateCmdlet
{
    private VerifyRun? _run;
    private bool _anyValid;
    private bool _doubtful;

    /// <summary><para type="description">Figshare's id of the file, if it is known.</para></summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Figshare's id of the file, if known: with an article, Figshare can be asked for its MD5.")]
    [Alias("figshare_id", "FigshareId", "file_id", "Id")]
    [WholeNumber]
    public long? FileId { get; set; }

    /// <summary>
    /// <para type="description">The file itself, wherever it is; else it is found by its name below the destination.</para>
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true,
        HelpMessage = "The file itself; default FileName or <Plate>.sqlite below the destination.")]
    [Alias("FullName")]
    public string? Path { get; set; }

    /// <summary>
    /// <para type="description">Also open SQLite plates, read-only: PRAGMA quick_check, and the row counts of all tables.</para>
    /// </summary>
    [Parameter(HelpMessage = "Also open SQLite plates: PRAGMA quick_check, tables and row counts.")]
    public SwitchParameter Deep { get; set; }

    /// <summary>
    /// <para type="description">Only one answer for the whole input: True when there was a plate and everything that was asked
    /// for was shown of every one, so not when nothing came in, when one is not Valid, or when -Deep was not possible.</para>
    /// </summary>
    [Parameter(HelpMessage = "Only one answer: True when there are plates and all are Valid.")]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var endpoints = Endpoints(downloadUri: null);
        var options = new VerifyOptions
        {
            Destination = this.ResolveFolder(Destination, create: false),
            ThrottleLimit = ThrottleLimit,
            Deep = Deep,
            TrustRecord = TrustRecord,
            MaximumRetryCount = MaximumRetryCount,
            ConnectionTimeout = TimeSpan.FromSeconds(ConnectionTimeoutSeconds),
            Endpoints = endpoints,
            Token = TokenFor(endpoints),
        };
        Start("Testing plates", onEvent => _run = new VerifyRun(options, onEvent));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Quiet && _doubtful)
        {
            // The answer is known: the rest need not be read.
            return;
        }

        object? target = InputObject;
        try
        {
            if (ReadRow() is not { } row)
            {
                return;
            }

            target = row.Plate;
            var path = row.Path is null ? null : this.ResolveFile(row.Path);
            var plate = row.Plate with
            {
                // The length of a file on disk is not what is expected of it.
                Length = InputObject?.BaseObject is FileInfo ? null : row.Plate.Length,
                FileName = row.Plate.FileName ?? System.IO.Path.GetFileName(path),
            };
            Add(() => _run!.TryAdd(plate, path));
        }
        catch (FigshareException e)
        {
            _doubtful = true;
            WriteError(ErrorRecords.From(e, target));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (Quiet)
        {
            WriteObject(_anyValid && !_doubtful);
        }
    }

    private protected override string? MissingFrom(PlateRow row) =>
        PlateFileName.Of(row.Plate) is null && row.Path is null && row.Plate.FileId == 0
            ? "the name of the file is missing: give -Plate, -FileName or -Path, or a column of that name"
            : null;

    private protected override void Write(PlateEvent message)
    {
        if (message is PlateEvent.Completed { Result: PlateVerification test } && Quiet)
        {
            _anyValid |= test.Status == VerificationStatus.Valid;
            _doubtful |= test.Status != VerificationStatus.Valid;
            return;
        }

        _doubtful |= message is PlateEvent.Failed or PlateEvent.Warning;
        base.Write(message);
    }
}
