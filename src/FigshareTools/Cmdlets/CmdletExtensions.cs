using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using Microsoft.PowerShell.Commands;

namespace FigshareTools.Cmdlets;

/// <summary>Reads paths and preferences from the session of a cmdlet.</summary>
internal static class CmdletExtensions
{
    /// <summary>Resolves the path of a folder. A path that is not in the file system ends the cmdlet.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="folder">A PowerShell path without wildcards; null for the current location.</param>
    /// <param name="create">Whether to create the folder if it does not exist.</param>
    /// <param name="newError">Makes the error of a path that cannot be used; null for that of -Destination.</param>
    /// <returns>The full path of the folder.</returns>
    public static string ResolveFolder(
        this PSCmdlet cmdlet, string? folder, bool create, Func<string, string, Exception?, ErrorRecord>? newError = null)
    {
        newError ??= ErrorRecords.BadDestination;
        var given = folder ?? ".";
        try
        {
            var path = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(given, out var provider, out _);
            if (provider.ImplementingType != typeof(FileSystemProvider))
            {
                cmdlet.ThrowTerminatingError(newError(given, $"it belongs to the {provider.Name} provider", null));
            }

            return create && !cmdlet.IsWhatIf() ? Directory.CreateDirectory(path).FullName : Path.GetFullPath(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException
            or NotSupportedException or SessionStateException)
        {
            cmdlet.ThrowTerminatingError(newError(given, e.Message.TrimEnd('.'), e));
            throw;
        }
    }

    /// <summary>Resolves the path of a file, whether or not the file exists.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="file">A PowerShell path without wildcards.</param>
    /// <returns>The full path of the file.</returns>
    /// <exception cref="FigshareException">The path is not in the file system.</exception>
    public static string ResolveFile(this PSCmdlet cmdlet, string file)
    {
        string cause;
        Exception? inner = null;
        try
        {
            var path = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(file, out var provider, out _);
            if (provider.ImplementingType == typeof(FileSystemProvider))
            {
                return Path.GetFullPath(path);
            }

            cause = $"it belongs to the {provider.Name} provider";
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or SessionStateException)
        {
            (cause, inner) = (e.Message.TrimEnd('.'), e);
        }

        throw new FigshareException(
            FigshareErrorId.InvalidFileName,
            $"{file}: it is not the path of a file: {cause}; correct -Path or leave it out.", inner);
    }

    /// <summary>
    /// Whether the session shows progress: -ProgressAction of PowerShell 7.4, else $ProgressPreference.
    /// </summary>
    public static bool ShowsProgress(this PSCmdlet cmdlet)
    {
        var preference = cmdlet.MyInvocation.BoundParameters.TryGetValue("ProgressAction", out var action)
            ? action
            : cmdlet.SessionState.PSVariable.GetValue("ProgressPreference");
        return IsShown(preference);
    }

    /// <summary>Whether the session shows verbose messages: -Verbose, else $VerbosePreference.</summary>
    public static bool ShowsVerbose(this PSCmdlet cmdlet) =>
        cmdlet.MyInvocation.BoundParameters.TryGetValue("Verbose", out var given)
            ? LanguagePrimitives.IsTrue(given)
            : IsShown(cmdlet.SessionState.PSVariable.GetValue("VerbosePreference"));

    private static bool IsShown(object? preference) =>
        !LanguagePrimitives.TryConvertTo<ActionPreference>(preference, out var action)
        || action is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);

    /// <summary>Whether the session only shows what would be done: -WhatIf, else $WhatIfPreference.</summary>
    public static bool IsWhatIf(this PSCmdlet cmdlet) =>
        cmdlet.MyInvocation.BoundParameters.TryGetValue("WhatIf", out var given)
            ? LanguagePrimitives.IsTrue(given)
            : LanguagePrimitives.IsTrue(cmdlet.SessionState.PSVariable.GetValue("WhatIfPreference"));
}
