#if NET
using System;
using System.IO;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Microsoft.Data.Sqlite;
#endif

namespace FigshareTools.Verification;

/// <summary>Finds SQLite's native library, which no other check needs.</summary>
internal static class SqliteLibrary
{
#if NET
    private const string Name = "e_sqlite3";

    private static readonly Lazy<string?> s_problem = new(Load);

    /// <summary>Why there is no SQLite; null when there is.</summary>
    public static string? Problem => s_problem.Value;

    private static string? Load()
    {
        try
        {
            OpenInMemory();
            return null;
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException or EntryPointNotFoundException
            or BadImageFormatException or FileNotFoundException or FileLoadException)
        {
            // The first sentence says what; the others, where it was looked for.
            return $"SQLite cannot be loaded on {Platform} ({(e.InnerException ?? e).Message.Split(". ")[0]}); "
                + "install the module anew, which brings it for Windows, Linux and macOS on x64 and arm64";
        }
    }

    // A method of its own, so that a missing assembly shows when it is called and not before.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void OpenInMemory()
    {
        // A program's own libraries are found by its deps.json. A module has none: this is asked when nothing was found.
        AssemblyLoadContext.GetLoadContext(typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly)!.ResolvingUnmanagedDll +=
            (_, name) => name == Name && NativeLibrary.TryLoad(OwnPath, out var library) ? library : IntPtr.Zero;
        SQLitePCL.Batteries_V2.Init();
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
    }

    private static string Platform
    {
        get
        {
            // The runtime's own identifier may name a distribution, but tells the two C libraries of Linux apart.
            var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx"
                : RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) ? "linux-musl" : "linux";
            return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        }
    }

    private static string OwnPath => Path.Combine(
        Path.GetDirectoryName(typeof(SqliteLibrary).Assembly.Location)!, "runtimes", Platform, "native",
        OperatingSystem.IsWindows() ? $"{Name}.dll" : OperatingSystem.IsMacOS() ? $"lib{Name}.dylib" : $"lib{Name}.so");
#else
    /// <summary>Why there is no SQLite.</summary>
    public static string Problem => "this build, which Windows PowerShell loads, has no SQLite; use PowerShell 7.4 or later";
#endif
}
