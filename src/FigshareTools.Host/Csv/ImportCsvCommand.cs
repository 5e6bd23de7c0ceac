using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Text;

namespace FigshareTools.Hosting.Csv;

/// <summary>
/// <c>Import-Csv</c> for an engine without it. Writes an object for each record as soon as it is read, so that a file
/// of any size needs the memory of a single record.
/// </summary>
/// <remarks>
/// The parameters and rules are those of PowerShell 7. One rule differs: this cmdlet removes all blanks after an
/// unquoted field, PowerShell keeps the first one.
/// </remarks>
[Cmdlet(VerbsData.Import, "Csv", DefaultParameterSetName = DelimiterPathSet)]
[OutputType(typeof(PSObject))]
public sealed class ImportCsvCommand : PSCmdlet
{
    private const string DelimiterPathSet = "DelimiterPath";
    private const string DelimiterLiteralPathSet = "DelimiterLiteralPath";
    private const string CulturePathSet = "CulturePath";
    private const string CultureLiteralPathSet = "CultureLiteralPath";

    private bool _hasWarnedOfMissingNames;

    /// <summary>The delimiter of the fields; a comma by default.</summary>
    [Parameter(Position = 1, ParameterSetName = DelimiterPathSet)]
    [Parameter(Position = 1, ParameterSetName = DelimiterLiteralPathSet)]
    public char Delimiter { get; set; }

    /// <summary>The paths of the files. Wildcards are allowed if they match a single file.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = DelimiterPathSet,
        ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = CulturePathSet,
        ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>The paths of the files, without wildcards.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DelimiterLiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, ParameterSetName = CultureLiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary>Uses the list separator of the current culture as the delimiter.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CulturePathSet)]
    [Parameter(Mandatory = true, ParameterSetName = CultureLiteralPathSet)]
    public SwitchParameter UseCulture { get; set; }

    /// <summary>The column names for a file without a header line.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Header { get; set; }

    /// <summary>The encoding of a file without a byte order mark; UTF-8 by default.</summary>
    [Parameter]
    [CsvEncoding]
    [ValidateNotNullOrEmpty]
    public Encoding Encoding { get; set; } = CsvEncodingAttribute.Default;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in LiteralPath ?? Path ?? [])
        {
            var reader = CsvFiles.OpenReader(this, path, isLiteral: LiteralPath is not null, Encoding);
            try
            {
                using var records = new CsvRecords(reader, CsvFormat.Delimiter(Delimiter, UseCulture), Header);
                WriteObjects(records);
            }
            catch (ExtendedTypeSystemException duplicate)
            {
                ThrowTerminatingError(new ErrorRecord(
                    duplicate, "AlreadyPresentPSMemberInfoInternalCollectionAdd", ErrorCategory.NotSpecified, null));
            }
            finally
            {
                reader.Dispose();
            }
        }
    }

    private void WriteObjects(CsvRecords records)
    {
        var names = GetColumnNames(records.Header, out var hasMissingNames);
        while (!Stopping && records.Read() is { } fields)
        {
            if (hasMissingNames && !_hasWarnedOfMissingNames)
            {
                WriteWarning("One or more headers were not specified."
                    + " Default names starting with \"H\" have been used in place of any missing headers.");
                _hasWarnedOfMissingNames = true;
            }

            WriteObject(ToObject(names, fields, records.TypeName));
        }
    }

    private static List<string> GetColumnNames(IReadOnlyList<string> header, out bool hasMissingNames)
    {
        var names = new List<string>(header.Count);
        var missing = 0;
        foreach (var name in header)
        {
            names.Add(name.Length > 0 ? name : $"H{++missing}");
        }

        hasMissingNames = missing > 0;
        return names;
    }

    private static PSObject ToObject(List<string> names, string[] fields, string? typeName)
    {
        var row = new PSObject(names.Count);
        for (var column = 0; column < names.Count; column++)
        {
            row.Properties.Add(new PSNoteProperty(names[column], column < fields.Length ? fields[column] : null));
        }

        if (typeName is not null)
        {
            row.TypeNames.Clear();
            row.TypeNames.Add(typeName);
            row.TypeNames.Add(CsvFormat.TypePrefix + typeName);
        }

        return row;
    }
}
