using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;

namespace FigshareTools.Hosting.Csv;

/// <summary>
/// <c>Export-Csv</c> for an engine without it. Writes a record for each object, with the columns of the first object.
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

    /// <summary>The path of the file. Wildcards are allowed if they match a single file.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The path of the file, without wildcards.</summary>
    [Parameter]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string? LiteralPath { get; set; }

    /// <summary>The delimiter of the fields; a comma by default.</summary>
    [Parameter(Position = 1, ParameterSetName = DelimiterSet)]
    public char Delimiter { get; set; }

    /// <summary>Uses the list separator of the current culture as the delimiter.</summary>
    [Parameter(ParameterSetName = CultureSet)]
    public SwitchParameter UseCulture { get; set; }

    /// <summary>Writes the type of the first object in the first line.</summary>
    [Parameter]
    [Alias("ITI")]
    public SwitchParameter IncludeTypeInformation { get; set; }

    /// <summary>The default. Exists for scripts that were written for Windows PowerShell.</summary>
    [Parameter(DontShow = true)]
    [Alias("NTI")]
    public SwitchParameter NoTypeInformation { get; set; } = true;

    /// <summary>Writes no header line.</summary>
    [Parameter]
    public SwitchParameter NoHeader { get; set; }

    /// <summary>Appends to the file, in the order of its columns.</summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    /// <summary>Overwrites a read-only file. With -Append, accepts objects that lack some columns.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Fails if the file exists.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>The encoding of the file; UTF-8 without a byte order mark by default.</summary>
    [Parameter]
    [CsvEncoding]
    [ValidateNotNullOrEmpty]
    public Encoding Encoding { get; set; } = CsvEncodingAttribute.Default;

    /// <summary>The fields to quote; all by default.</summary>
    [Parameter]
    [Alias("UQ")]
    public QuoteKind UseQuotes { get; set; } = QuoteKind.Always;

    /// <summary>The columns to quote, instead of <see cref="UseQuotes"/>.</summary>
    [Parameter]
    [Alias("QF")]
    public string[]? QuoteFields { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        ThrowIf(QuoteFields is not null && MyInvocation.BoundParameters.ContainsKey(nameof(UseQuotes)),
            "CannotSpecifyQuoteFieldsAndUseQuotes",
            "You must specify either the -UseQuotes or -QuoteFields parameters, but not both.");
        ThrowIf((Path is null) == (LiteralPath is null),
            "CannotSpecifyPathAndLiteralPath",
            "You must specify either the -Path or -LiteralPath parameters, but not both.");
        ThrowIf(Append && NoHeader,
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

    /// <summary>Returns the columns of the existing file or of the first object, and writes the header.</summary>
    private List<string> Begin(CsvOutputFile file, PSObject first)
    {
        var columns = CsvValues.ColumnsOf(first);
        if (file.ExistingColumns is { } existing)
        {
            var missing = existing.Except(columns, StringComparer.OrdinalIgnoreCase).FirstOrDefault();
            ThrowIf(missing is not null && !Force,
                "CannotAppendCsvWithMismatchedPropertyNames",
                $"Cannot append CSV content to the following file: {LiteralPath ?? Path}. The appended object does not"
                + $" have a property that corresponds to the following column: {missing}. To continue with mismatched"
                + " properties, add the -Force parameter, and then retry the command.",
                missing);
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

    private void ThrowIf(bool isWrong, string errorId, string message, object? target = null)
    {
        if (isWrong)
        {
            ThrowTerminatingError(new ErrorRecord(
                new InvalidOperationException(message), errorId, ErrorCategory.InvalidData, target));
        }
    }
}
