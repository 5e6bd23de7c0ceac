using System;
using System.Collections.ObjectModel;
using System.IO;
using System.Management.Automation;
using System.Text;
using Microsoft.PowerShell.Commands;

namespace FigshareTools.Hosting.Csv;

/// <summary>Resolves the path of a cmdlet and opens the file. Errors have PowerShell's error ids.</summary>
internal static class CsvFiles
{
    public static StreamReader OpenReader(PSCmdlet cmdlet, string path, bool isLiteral, Encoding encoding)
    {
        var file = Resolve(cmdlet, path, isLiteral);
        try
        {
            // Another process may still be writing the file, for example a log.
            var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: true);
        }
        catch (Exception exception) when (IsOpenFailure(exception))
        {
            throw Terminate(cmdlet, exception, "FileOpenFailure", ErrorCategory.OpenError, target: null);
        }
    }

    public static StreamWriter OpenWriter(
        PSCmdlet cmdlet, string file, Encoding encoding, FileMode mode, FileShare share)
    {
        try
        {
            return new StreamWriter(new FileStream(file, mode, FileAccess.Write, share), encoding);
        }
        catch (IOException exception) when (mode == FileMode.CreateNew && File.Exists(file))
        {
            throw Terminate(cmdlet, exception, "NoClobber", ErrorCategory.ResourceExists, file,
                $"File {file} already exists and NoClobber was specified.");
        }
        catch (Exception exception) when (IsOpenFailure(exception))
        {
            throw Terminate(cmdlet, exception, "FileOpenFailure", ErrorCategory.OpenError, target: null);
        }
    }

    /// <summary>
    /// Converts a PowerShell path (relative to <c>$PWD</c>, on any drive, possibly with wildcards) to a file path.
    /// </summary>
    public static string Resolve(PSCmdlet cmdlet, string path, bool isLiteral)
    {
        if (!isLiteral)
        {
            try
            {
                var files = cmdlet.GetResolvedProviderPathFromPSPath(path, out var owner);
                return SingleFile(cmdlet, path, files, owner);
            }
            catch (ItemNotFoundException)
            {
                // The file does not exist: a writer creates it, a reader reports it when it opens the file.
            }
        }

        var paths = cmdlet.SessionState.Path;
        var file = paths.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        RequireFileSystem(cmdlet, provider);
        return file;
    }

    private static string SingleFile(PSCmdlet cmdlet, string path, Collection<string> files, ProviderInfo provider)
    {
        RequireFileSystem(cmdlet, provider);
        return files.Count switch
        {
            1 => files[0],
            0 => throw Terminate(cmdlet, new FileNotFoundException(), "FileOpenFailure", ErrorCategory.OpenError, path,
                $"Cannot perform operation because the wildcard path {path} did not resolve to a file."),
            _ => throw Terminate(cmdlet, new PSInvalidOperationException(), "ReadWriteMultipleFilesNotSupported",
                ErrorCategory.InvalidArgument, target: null,
                "Cannot perform operation because the path resolved to more than one file."
                + " This command cannot operate on multiple files."),
        };
    }

    private static void RequireFileSystem(PSCmdlet cmdlet, ProviderInfo provider)
    {
        if (provider.ImplementingType != typeof(FileSystemProvider))
        {
            throw Terminate(cmdlet, new PSInvalidOperationException(), "ReadWriteFileNotFileSystemProvider",
                ErrorCategory.InvalidArgument, target: null,
                $"Cannot open file because the current provider ({provider.Name}) cannot open a file.");
        }
    }

    private static bool IsOpenFailure(Exception exception)
        => exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    /// <summary>Ends the pipeline.</summary>
    /// <returns>
    /// Does not return. The return type lets callers write <c>throw</c>, so that the compiler knows that the path ends.
    /// </returns>
    private static PipelineStoppedException Terminate(
        PSCmdlet cmdlet,
        Exception exception,
        string errorId,
        ErrorCategory category,
        object? target,
        string? message = null)
    {
        var record = new ErrorRecord(exception, errorId, category, target);
        if (message is not null)
        {
            record.ErrorDetails = new ErrorDetails(message);
        }

        cmdlet.ThrowTerminatingError(record);
        return new PipelineStoppedException();
    }
}
