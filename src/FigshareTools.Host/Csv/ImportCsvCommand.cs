using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Text;

namespace FigshareTools.Hosting.Csv;

/// <summary>
/// <c>Import-Csv</c> for an engine without it: an object for every record of a file, written as it is read, so that a
/// file of any size takes the memory of one record.
/// </summary>
/// <remarks>
/// The parameters and rules are those of PowerShell 7. One rule differs: blanks after a field without quotes go, where
/// PowerShell leaves the first of them.
/// </remarks>
[Cmdlet(VerbsData.Import, "Csv", DefaultParameterSetName = DelimiterPathSet)]
[OutputType(typeof(PSObject))]
public sealed class ImportCsvCommand : PSCmdlet
{
    private const string DelimiterPathSet = "DelimiterPath";
    private const string DelimiterLiteralPathSet = "DelimiterLiteralPath";
    private const string CulturePathSet = "CulturePath";
    private const string CultureLiteralPathSet = "CultureLiteralPath";

    private bool _warnedOfMissingNames;

    /// <summary>What stands between two fields; a comma unless given.</summary>
    [Parameter(Position = 1, ParameterSetName = DelimiterPathSet)]
    [Parameter(Position = 1, ParameterSetName = DelimiterLiteralPathSet)]
    public char Delimiter { get; set; }

    /// <summary>The files, each a path which may hold wildcards but must come down to one file.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = DelimiterPathSet,
        ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = CulturePathSet,
        ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>The files, each a path taken as it is written.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DelimiterLiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, ParameterSetName = CultureLiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary>Takes the list separator of the current culture as the delimiter.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CulturePathSet)]
    [Parameter(Mandatory = true, ParameterSetName = CultureLiteralPathSet)]
    public SwitchParameter UseCulture { get; set; }

    /// <summary>The names of the columns, for a file whose first line is a record already.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Header { get; set; }

    /// <summary>How the file is encoded when it has no byte order mark; UTF-8 unless given.</summary>
    [Parameter]
    [CsvEncoding]
    [ValidateNotNullOrEmpty]
    public Encoding Encoding { get; set; } = CsvEncodingAttribute.Default;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in LiteralPath ?? Path ?? [])
        {
            StreamReader reader = CsvFiles.OpenReader(this, path, isLiteral: LiteralPath is not null, Encoding);
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
        List<string> names = Name(records.Header, out var someWereMissing);
        while (!Stopping && records.Read() is { } fields)
        {
            if (someWereMissing && !_warnedOfMissingNames)
            {
                WriteWarning("One or more headers were not specified."
                    + " Default names starting with \"H\" have been used in place of any missing headers.");
                _warnedOfMissingNames = true;
            }

            WriteObject(ToObject(names, fields, records.TypeName));
        }
    }

    private static List<string> Name(IReadOnlyList<string> header, out bool someWereMissing)
    {
        var names = new List<string>(header.Count);
        var missing = 0;
        foreach (var name in header)
        {
            names.Add(name.Length > 0 ? name : $"H{++missing}");
        }

        someWereMissing = missing > 0;
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
