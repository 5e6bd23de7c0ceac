using System;
using System.Runtime.InteropServices;

namespace FigshareTools.Hosting.Terminal;

/// <summary>Enables escape sequences, which a Windows console processes only after a change of its mode.</summary>
internal static class VirtualTerminal
{
    private const int StandardOutput = -11;
    private const uint EnableVirtualTerminalProcessing = 0x0004;

    private static readonly Lazy<bool> s_isEnabled =
        new(() => !OperatingSystem.IsWindows() || EnableInWindowsConsole());

    /// <summary>Enables escape sequences once. Returns whether the terminal supports them.</summary>
    public static bool TryEnable() => s_isEnabled.Value;

    private static bool EnableInWindowsConsole()
    {
        var console = GetStdHandle(StandardOutput);
        return GetConsoleMode(console, out var mode)
            && SetConsoleMode(console, mode | EnableVirtualTerminalProcessing);
    }

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern nint GetStdHandle(int handle);

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool GetConsoleMode(nint console, out uint mode);

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool SetConsoleMode(nint console, uint mode);
}
