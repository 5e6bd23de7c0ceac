using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace FigshareTools.Files;

/// <summary>
/// Identifies a process of this machine. The system gives the number of a process that has ended to another one, which has
/// another start.
/// </summary>
/// <param name="Id">The number of the process.</param>
/// <param name="Start">When it started, in units of the system; empty when not known.</param>
internal sealed record ProcessIdentity(int Id, string Start)
{
    // Fields of /proc/<pid>/stat after the name in parentheses; the first of them is field 3, the start is field 22 (proc(5)).
    private const int StartField = 22 - 3;

    public static ProcessIdentity Current { get; } = GetCurrent();

    /// <summary>
    /// Identifies the set of processes that see each other: containers of one machine number their processes from 1. Empty
    /// where the system has no such sets.
    /// </summary>
    public static string Namespace { get; } = ReadNamespace();

    /// <summary>Whether the process may still run. True when the system does not say.</summary>
    public bool MayRun()
    {
        try
        {
            using var process = Process.GetProcessById(Id);
            return Start.Length == 0 || StartOf(process) is not { Length: > 0 } start || start == Start;
        }
        catch (ArgumentException)
        {
            return false;
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // The process has ended meanwhile, or belongs to another user.
            return e is Win32Exception;
        }
    }

    private static ProcessIdentity GetCurrent()
    {
#if NET
        var id = Environment.ProcessId;
        if (StartOnLinux(id) is { } start)
        {
            // The class Process takes milliseconds at its first use.
            return new ProcessIdentity(id, start);
        }
#endif
        using var process = Process.GetCurrentProcess();
        return new ProcessIdentity(process.Id, StartOf(process) ?? "");
    }

    private static string? StartOf(Process process)
    {
        try
        {
            // Process.StartTime varies on Linux when the clock is corrected.
            return File.Exists("/proc/self/stat")
                ? StartOnLinux(process.Id)
                : process.StartTime.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is Win32Exception or NotSupportedException)
        {
            return null;
        }
    }

    private static string? StartOnLinux(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/stat");
            return text.Substring(text.LastIndexOf(')') + 2).Split(' ')[StartField];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

#if NET
    private static string ReadNamespace()
    {
        try
        {
            return File.ResolveLinkTarget("/proc/self/ns/pid", returnFinalTarget: false)?.Name ?? "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
#else
    // .NET Framework runs on Windows only, and cannot read symbolic links.
    private static string ReadNamespace() => "";
#endif
}
