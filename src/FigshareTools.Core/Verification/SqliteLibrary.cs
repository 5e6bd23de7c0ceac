using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.InteropServices;
using FigshareTools.Files;

namespace FigshareTools.Verification;

/// <summary>
/// SQLite's native library, which only <c>-Deep</c> needs. It is the system's own: the module ships none, so that nothing of
/// it can meet a copy that another module has loaded.
/// </summary>
internal sealed class SqliteLibrary
{
    // SQLite 3.8.5 (2014) is the first that knows the URI parameter 'immutable'. An older one would ignore it, and write
    // beside a plate that was published in WAL mode.
    private const int MinimumVersion = 3_008_005;

    private readonly Lazy<(SqliteFunctions? Functions, string? Problem)> _loaded;

    /// <param name="names">File names or full paths, in the order in which they are tried.</param>
    public SqliteLibrary(IReadOnlyList<string> names) => _loaded = new(() => Load(names));

    /// <summary>The library of this system, loaded when it is first needed.</summary>
    public static SqliteLibrary OfSystem { get; } = new(SystemNames);

    /// <summary>Why SQLite cannot be used, and what to do about it; null when it can be used.</summary>
    public string? Problem => _loaded.Value.Problem;

    /// <summary>The library's functions.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Problem"/> is not null.</exception>
    public SqliteFunctions Functions => _loaded.Value.Functions ?? throw new InvalidOperationException(Problem);

    /// <summary>The version as SQLite writes it: <c>3.40.1</c> for 3040001.</summary>
    public static string VersionText(int number) => string.Format(
        CultureInfo.InvariantCulture, "{0}.{1}.{2}", number / 1_000_000, number / 1000 % 1000, number % 1000);

    private static bool IsWindows => RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    private static bool IsMacOS => RuntimeInformation.IsOSPlatform(OSPlatform.OSX);

    // The name with a version is the one that programs link to; the other comes with development packages.
    private static string[] SystemNames => IsWindows ? ["winsqlite3.dll"]
        : IsMacOS ? ["/usr/lib/libsqlite3.dylib"]
        : ["libsqlite3.so.0", "libsqlite3.so"];

    private static string Remedy => IsWindows ? "it comes with Windows 10, Windows Server 2016 and later"
        : IsMacOS ? "it comes with macOS"
        : "install the package libsqlite3-0 (Debian, Ubuntu, SUSE) or sqlite-libs (Red Hat, Fedora, Alpine)";

    private static (SqliteFunctions? Functions, string? Problem) Load(IReadOnlyList<string> names)
    {
        string? refused = null;
        foreach (var name in names)
        {
            try
            {
                if (SharedLibrary.Load(name) is { } library)
                {
                    var functions = new SqliteFunctions(library);
                    if (ProblemOf(name, functions.VersionNumber(), functions.IsThreadSafe()) is not { } problem)
                    {
                        return (functions, null);
                    }

                    refused ??= problem;
                }
            }
            catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
            {
                refused ??= $"{name} cannot be used ({e.Message.TrimEnd('.')})";
            }
        }

        return (null, $"{refused ?? $"this system has no SQLite library ({string.Join(", ", names)})"}; {Remedy}");
    }

    /// <summary>Why a library is not suitable; null when it is.</summary>
    /// <param name="name">The name of the library.</param>
    /// <param name="version">SQLite's version number, such as 3040001.</param>
    /// <param name="isThreadSafe">0 when the library was built for one thread only.</param>
    internal static string? ProblemOf(string name, int version, int isThreadSafe) =>
        version < MinimumVersion
            ? $"{name} is SQLite {VersionText(version)}, but {VersionText(MinimumVersion)} or later is needed"
            : isThreadSafe == 0
                ? $"{name} was built for one thread only"
                : null;
}
