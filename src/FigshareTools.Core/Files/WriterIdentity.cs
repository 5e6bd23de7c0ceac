using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;

namespace FigshareTools.Files;

/// <summary>
/// Identifies the writer of one partial file: the machine, its boot, the process, and a number within the process. Other runs
/// find out from it whether the writer still lives.
/// </summary>
/// <param name="Id">A name that no other writer has; part of the name of the partial file.</param>
/// <param name="Machine">The machine's name, with an identifier of its installation where the system has one.</param>
/// <param name="Boot">See <see cref="BootIdentity"/>.</param>
/// <param name="Namespace">See <see cref="ProcessIdentity.Namespace"/>.</param>
/// <param name="Process">The process.</param>
internal sealed record WriterIdentity(string Id, string Machine, string Boot, string Namespace, ProcessIdentity Process)
{
    /// <summary>The longest <see cref="Id"/>: two fingerprints, a process id and a number, each in hexadecimal digits.</summary>
    public const int MaximumIdLength = (4 * HashDigits) + 3;

    private const int HashDigits = 8;

    private static readonly string[] s_machineIds = ["/etc/machine-id", "/var/lib/dbus/machine-id"];
    private static readonly ConcurrentDictionary<string, bool> s_registered = new(StringComparer.Ordinal);
    private static readonly string s_machine = DescribeMachine();
    private static int s_lastNumber;

    /// <summary>A new writer of this process, which counts as alive until <see cref="Unregister"/>.</summary>
    public static WriterIdentity Register()
    {
        var number = Interlocked.Increment(ref s_lastNumber);
        var id = $"{MachineHash(s_machine)}-{BootHash}-{ProcessIdentity.Current.Id:x}-{number:x}";
        s_registered[id] = true;
        return new(id, s_machine, BootIdentity.Current, ProcessIdentity.Namespace, ProcessIdentity.Current);
    }

    /// <summary>The writer has ended: other writers may take over what it has left.</summary>
    public void Unregister() => s_registered.TryRemove(Id, out _);

    /// <summary>Whether a text has the form of an <see cref="Id"/>.</summary>
    public static bool IsId(string text) => Parse(text) is not null;

    /// <summary>
    /// Whether a writer has ended, as far as its id says: it wrote on this machine, before its last boot or in a process that
    /// has ended. Null for a writer of another machine.
    /// </summary>
    public static bool? HasEnded(string id) =>
        Parse(id) is not (var machine, var boot, var process) || machine != MachineHash(s_machine) ? null
        : boot != BootHash ? true
        : process == ProcessIdentity.Current.Id ? !IsRegistered(id)
        : !new ProcessIdentity(process, "").MayRun();

    /// <summary>Whether a writer of this process has not ended.</summary>
    public static bool IsRegistered(string id) => s_registered.ContainsKey(id);

    /// <summary>The machine's name for people.</summary>
    public string MachineName => Machine.Split('/')[0];

    private static string BootHash { get; } = Hash(BootIdentity.Current.Split('@')[0]);

    private static (string Machine, string Boot, int Process)? Parse(string id)
    {
        var parts = id.Split('-');
        return parts.Length == 4 && parts[0].Length == HashDigits && parts[1].Length == HashDigits
            && parts.All(part => part.Length is > 0 and <= HashDigits && part.All(IsHexDigit))
            && int.TryParse(parts[2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var process)
                ? (parts[0], parts[1], process)
                : null;
    }

    private static bool IsHexDigit(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f');

    // Processes of another container are not visible here: their writers are those of another machine.
    private static string MachineHash(string machine) => Hash($"{machine}/{ProcessIdentity.Namespace}");

    private static string Hash(string text) => Fnv1a.Hash32(text).ToString("x8", CultureInfo.InvariantCulture);

    /// <summary>
    /// Machines in a lab may have the same name, such as localhost. The identifier of the installation differs.
    /// </summary>
    private static string DescribeMachine()
    {
        var path = s_machineIds.FirstOrDefault(File.Exists);
        try
        {
            return path is null
                ? Environment.MachineName
                : $"{Environment.MachineName}/{Hash(File.ReadAllText(path).Trim())}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Environment.MachineName;
        }
    }
}
