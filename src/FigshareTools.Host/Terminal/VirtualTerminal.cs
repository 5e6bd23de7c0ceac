using System;
using System.Runtime.InteropServices;

namespace FigshareTools.Hosting.Terminal;

/// <summary>Escape sequences: a matter of course but in a Windows console, which must be told to obey them.</summary>
internal static class VirtualTerminal
{
    private const int StandardOutput = -11;
    private const uint EnableVirtualTerminalProcessing = 0x0004;

    private static readonly Lazy<bool> s_isOn = new(() => !OperatingSystem.IsWindows() || TurnOn());

    public static bool IsOn() => s_isOn.Value;

    private static bool TurnOn()
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
