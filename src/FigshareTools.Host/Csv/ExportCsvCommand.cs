using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;

namespace FigshareTools.Hosting.Csv;

/// <summary>
/// <c>Export-Csv</c> for an engine without it: a record for every object, with the columns of the first.
/// </summary>
/// <remarks>The parameters and rules are those of PowerShell 7.</remarks>
[Cmdlet(VerbsData.Export, "Csv", SupportsShouldProcess = true, DefaultParameterSetName = DelimiterSet)]
public sealed class ExportCsvCommand : PSCmdlet, IDisposable
{
    private const string DelimiterSet = "Delimiter";
    private const string CultureSet = "UseCulture";

    private CsvOutputFile? _file;
    private List<string>? _columns;

    /// <summary>The objects to write.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The file to write; a path which may hold wildcards but must come down to one file.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The file to write; a path taken as it is written.</summary>
    [Parameter]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string? LiteralPath { get; set; }

    /// <summary>What to put between two fields; a comma unless given.</summary>
    [Parameter(Position = 1, ParameterSetName = DelimiterSet)]
    public char Delimiter { get; set; }

    /// <summary>Takes the list separator of the current culture as the delimiter.</summary>
    [Parameter(ParameterSetName = CultureSet)]
    public SwitchParameter UseCulture { get; set; }

    /// <summary>Begins the file with a line which names the type of the first object.</summary>
    [Parameter]
    [Alias("ITI")]
    public SwitchParameter IncludeTypeInformation { get; set; }

    /// <summary>The default; taken because scripts for Windows PowerShell say it.</summary>
    [Parameter(DontShow = true)]
    [Alias("NTI")]
    public SwitchParameter NoTypeInformation { get; set; } = true;

    /// <summary>Writes no header line.</summary>
    [Parameter]
    public SwitchParameter NoHeader { get; set; }

    /// <summary>Adds to the end of the file, in the order of the columns it has.</summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    /// <summary>Writes over a read-only file, and with -Append also objects which lack some of the columns.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Fails when the file exists.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>How to encode the file; UTF-8 without a byte order mark unless given.</summary>
    [Parameter]
    [CsvEncoding]
    [ValidateNotNullOrEmpty]
    public Encoding Encoding { get; set; } = CsvEncodingAttribute.Default;

    /// <summary>Which fields to put quotes around; all unless given.</summary>
    [Parameter]
    [Alias("UQ")]
    public QuoteKind UseQuotes { get; set; } = QuoteKind.Always;

    /// <summary>The columns to put quotes around, instead of <see cref="UseQuotes"/>.</summary>
    [Parameter]
    [Alias("QF")]
    public string[]? QuoteFields { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        Reject(QuoteFields is not null && MyInvocation.BoundParameters.ContainsKey(nameof(UseQuotes)),
            "CannotSpecifyQuoteFieldsAndUseQuotes",
            "You must specify either the -UseQuotes or -QuoteFields parameters, but not both.");
        Reject((Path is null) == (LiteralPath is null),
            "CannotSpecifyPathAndLiteralPath",
            "You must specify either the -Path or -LiteralPath parameters, but not both.");
        Reject(Append && NoHeader,
            "CannotSpecifyBothAppendAndNoHeader",
            "You must specify either the -Append or -NoHeader parameters, but not both.");

        if (ShouldProcess(LiteralPath ?? Path))
        {
            var delimiter = CsvFormat.Delimiter(Delimiter, UseCulture);
            _file = new CsvOutputFile(this, delimiter, new CsvQuoting(delimiter, UseQuotes, QuoteFields));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null || _file is null)
        {
            return;
        }

        _columns ??= Begin(_file, InputObject);
        _file.Write(_columns, column => CsvValues.TextOf(InputObject, column));
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Dispose();

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    /// <summary>Settles the columns by the first object, or by the header of the file when it is added to.</summary>
    private List<string> Begin(CsvOutputFile file, PSObject first)
    {
        List<string> columns = CsvValues.ColumnsOf(first);
        if (file.ExistingColumns is { } existing)
        {
            var lacking = existing.Except(columns, StringComparer.OrdinalIgnoreCase).FirstOrDefault();
            Reject(lacking is not null && !Force,
                "CannotAppendCsvWithMismatchedPropertyNames",
                $"Cannot append CSV content to the following file: {LiteralPath ?? Path}. The appended object does not"
                + $" have a property that corresponds to the following column: {lacking}. To continue with mismatched"
                + " properties, add the -Force parameter, and then retry the command.",
                lacking);
            return existing;
        }

        if (IncludeTypeInformation && !NoHeader)
        {
            file.WriteLine(CsvFormat.TypeLineFor(first));
        }

        if (!NoHeader)
        {
            file.Write(columns, column => column);
        }

        return columns;
    }

    private void Reject(bool isWrong, string errorId, string message, object? target = null)
    {
        if (isWrong)
        {
            ThrowTerminatingError(new ErrorRecord(
                new InvalidOperationException(message), errorId, ErrorCategory.InvalidData, target));
        }
    }
}
