using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using Microsoft.PowerShell.Commands;

namespace FigshareTools.Cmdlets;

/// <summary>What cmdlets ask of their session.</summary>
internal static class CmdletExtensions
{
    /// <summary>A folder of the file system. A path that cannot be one ends the cmdlet.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="folder">A PowerShell path, taken literally; null for the current location, whatever provider it is in.</param>
    /// <param name="create">Whether it is made if it is missing.</param>
    public static string ResolveFolder(this PSCmdlet cmdlet, string? folder, bool create)
    {
        var given = folder ?? ".";
        try
        {
            var path = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(given, out var provider, out _);
            if (provider.ImplementingType != typeof(FileSystemProvider))
            {
                cmdlet.ThrowTerminatingError(ErrorRecords.BadDestination(given, $"it belongs to the {provider.Name} provider"));
            }

            return create && !cmdlet.IsWhatIf() ? Directory.CreateDirectory(path).FullName : Path.GetFullPath(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException
            or NotSupportedException or SessionStateException)
        {
            cmdlet.ThrowTerminatingError(ErrorRecords.BadDestination(given, e.Message.TrimEnd('.'), e));
            throw;
        }
    }

    /// <summary>The full path of a file, there or not.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="file">A PowerShell path, taken literally.</param>
    /// <exception cref="FigshareException">It is no path of the file system.</exception>
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
            FigshareErrorId.InvalidFileName, $"{file}: it is no file's path: {cause}; correct -Path or leave it out.", inner);
    }

    /// <summary>Whether progress is shown to anybody: -ProgressAction of PowerShell 7.4, else $ProgressPreference.</summary>
    public static bool ShowsProgress(this PSCmdlet cmdlet)
    {
        var wanted = cmdlet.MyInvocation.BoundParameters.TryGetValue("ProgressAction", out var action)
            ? action
            : cmdlet.SessionState.PSVariable.GetValue("ProgressPreference");
        return IsWanted(wanted);
    }

    /// <summary>Whether anybody follows the decisions: -Verbose, else $VerbosePreference.</summary>
    public static bool ShowsVerbose(this PSCmdlet cmdlet) =>
        cmdlet.MyInvocation.BoundParameters.TryGetValue("Verbose", out var given)
            ? LanguagePrimitives.IsTrue(given)
            : IsWanted(cmdlet.SessionState.PSVariable.GetValue("VerbosePreference"));

    private static bool IsWanted(object? wanted) =>
        !LanguagePrimitives.TryConvertTo<ActionPreference>(wanted, out var preference)
        || preference is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);

    private static bool IsWhatIf(this PSCmdlet cmdlet) =>
        cmdlet.MyInvocation.BoundParameters.TryGetValue("WhatIf", out var given)
            ? LanguagePrimitives.IsTrue(given)
            : LanguagePrimitives.IsTrue(cmdlet.SessionState.PSVariable.GetValue("WhatIfPreference"));
}
