using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using FigshareTools.Manifests;
using FigshareTools.Objects;
using FigshareTools.References;
using FigshareTools.Rows;
using FigshareTools.Runs;

namespace FigshareTools.Cmdlets;

/// <content>What can be given: rows, ids and addresses of files, and manifests.</content>
public sealed partial class SaveFigsharePlateCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_run is null)
        {
            Start(FolderOf(InputObject));
        }

        if (ParameterSetName != RowSet)
        {
            foreach (var path in Path.Concat(LiteralPath))
            {
                foreach (var file in this.ResolveFiles(path, isLiteral: ParameterSetName == LiteralPathSet))
                {
                    SaveManifest(file);
                }
            }
        }
        else if (InputObject?.BaseObject is FileSystemInfo file)
        {
            WriteError(ErrorRecords.From(new FigshareException(FigshareErrorId.InvalidPlate,
                $"{file.Name} is {(file is DirectoryInfo ? "a folder" : "a file on disk")}, not a row of a manifest; give a "
                + "manifest with -Path."), file));
        }
        else if (InputObject?.BaseObject is string or IFormattable or Uri)
        {
            // PowerShell has bound the number of characters of a piped text, which is not an expected length.
            Length = _isLengthGiven ? Length : null;
            SaveReference(RowCell.TextOf(InputObject)!);
        }
        else if (!MyInvocation.ExpectingInput && FileId?.Any(text => !string.IsNullOrWhiteSpace(text)) is true)
        {
            var texts = FileId;
            FileId = null;
            foreach (var text in texts)
            {
                SaveReference(text);
            }
        }
        else
        {
            Save(InputObject, PrivateLink);
        }
    }

    private void SaveManifest(string path)
    {
        try
        {
            if (_log is not null && FilePaths.AreSame(path, _log))
            {
                throw new FigshareException(FigshareErrorId.LogNotWritable,
                    $"the log '{path}' cannot be written: it is a manifest of the same run; give another path with -LogPath.");
            }

            foreach (var entry in ManifestFile.Read(path))
            {
                if (entry.Problem is { } problem)
                {
                    WriteError(ErrorRecords.From(problem, entry.Subject));
                }
                else
                {
                    Save(RowOf(entry), PrivateLink ?? entry.Plate!.PrivateLink);
                }
            }
        }
        catch (FigshareException e)
        {
            WriteError(ErrorRecords.From(e, path));
        }
    }

    /// <summary>The row of a manifest's entry, with the columns that are not columns of plates.</summary>
    private static PSObject RowOf(ManifestEntry entry)
    {
        var row = PSObject.AsPSObject(entry.Plate!);
        foreach (var column in entry.OtherColumns)
        {
            if (row.Properties[column.Key] is null)
            {
                row.Properties.Add(new PSNoteProperty(column.Key, column.Value));
            }
        }

        return row;
    }

    private void SaveReference(string text)
    {
        try
        {
            var plate = FileReference.Parse(text);
            Save(PSObject.AsPSObject(plate), PrivateLink ?? plate.PrivateLink);
        }
        catch (FigshareException e)
        {
            // A pasted address may contain a private link's key, which must not be in an error.
            WriteError(ErrorRecords.From(e, PastedText.Show(text)));
        }
    }

    /// <summary>Saves the plate of a row.</summary>
    /// <param name="input">The row; null when the plate is given by parameters only.</param>
    /// <param name="key">The key of the plate's private link, if it is known apart from the row.</param>
    private void Save(PSObject? input, FigshareSecret? key)
    {
        FigsharePlate plate;
        try
        {
            if (ReadRow(input) is not { } row)
            {
                return;
            }

            if (FolderOf(input) is { } folder && this.ResolveFolder(folder, create: false) != _destination)
            {
                throw new FigshareException(FigshareErrorId.InvalidPlate,
                    $"{row.Plate}: its file lies in '{folder}', but this run saves to '{_destination}'; give the folder of all "
                    + "plates with -Destination.");
            }

            plate = key is null ? row.Plate : row.Plate with { PrivateLink = key };
            if (row.IsKeyMissing && key is null)
            {
                throw new FigshareException(FigshareErrorId.InvalidPlate,
                    $"{plate}: the key of its private link is hidden by stars or cannot be read, so the file is not requested; "
                    + "pipe the plates of Get-FigshareManifest without a file in between, or give the key with -PrivateLink.");
            }

            // The file of the same name may have the same length, and is not the plate any more.
            plate = IsChanged() || HasWrongContent() || input?.BaseObject is ListedPlate { ComparesMd5: true }
                ? plate.ComparingMd5()
                : plate;
            _preview?.Show(plate);
        }
        catch (FigshareException e)
        {
            WriteError(ErrorRecords.From(e, input));
            return;
        }

        if (_preview is null && ShouldProcess(plate.ToString(), $"Save to '{_destination}'"))
        {
            Add(() => _run!.TryAdd(plate, OtherColumns));
        }
    }

    /// <summary>The folder of a plate that was tested or saved before; null for another row, and with -Destination.</summary>
    private string? FolderOf(PSObject? input) => Destination is null ? PlateFiles.FolderOf(input) : null;

    /// <summary>Whether the current row is a plate of Compare-FigshareManifest whose content has changed.</summary>
    private bool IsChanged() => ValueOf(nameof(PlateChange.Change))?.ToString() == nameof(PlateChangeKind.Changed);

    /// <summary>Whether the current row is a plate of Test-FigsharePlate whose file has wrong content.</summary>
    private bool HasWrongContent() => ValueOf(nameof(TestedPlate.Status))?.ToString()
        is nameof(VerificationStatus.WrongMd5) or nameof(VerificationStatus.NotSqlite);

    private protected override ErrorRecord ErrorOf(PlateEvent.Failed failed, object target) =>
        ErrorRecords.NotSaved(failed.Error, target, _destination);

    private protected override string? MissingFrom(PlateRow row) => row.Plate.FileId > 0
        ? null
        : "the file id is missing: give the number that the file's download link ends with, with -FileId or in a "
            + "column such as FileId, figshare_id or download_url, or give a table of plates with -Path";
}
