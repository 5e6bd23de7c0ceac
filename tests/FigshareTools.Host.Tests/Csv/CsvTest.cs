using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Linq;
using System.Management.Automation;
using FigshareTools.Hosting.Tests.Support;

namespace FigshareTools.Hosting.Tests.Csv;

/// <summary>Base class with a temporary folder and a session that has the host's CSV cmdlets only.</summary>
public abstract class CsvTest : IDisposable
{
    private readonly ModuleSession _session = ModuleSession.Open();

    protected TemporaryFolder Folder { get; } = new();

    protected string File => Folder.PathOf("plates.csv");

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _session.Dispose();
        Folder.Dispose();
    }

    protected PowerShell Shell() => _session.Create();

    /// <summary>Runs a script in the folder, with the path of the file in <c>$file</c>.</summary>
    protected Collection<PSObject> Run(string script, out IReadOnlyList<string> warnings)
    {
        using var shell = Shell();
        shell.Runspace.SessionStateProxy.Path.SetLocation(Folder.Path);
        shell.Runspace.SessionStateProxy.SetVariable("file", File);
        var results = shell.AddScript(script).Invoke();
        Assert.Empty(shell.Streams.Error.Select(error => error.ToString()));
        warnings = [.. shell.Streams.Warning.Select(warning => warning.Message)];
        return results;
    }

    protected Collection<PSObject> Run(string script) => Run(script, out _);

    /// <summary>Runs a statement that fails with a terminating error, and returns the error.</summary>
    protected ErrorRecord Fail(string script)
    {
        // A non-terminating error would not be caught.
        var failure = Assert.ThrowsAny<RuntimeException>(() => Run($"try {{ {script} }} catch {{ throw }}"));
        return failure.ErrorRecord;
    }

    /// <summary>Imports a text. Returns each object as <c>name=value|name=value</c>.</summary>
    protected string[] Import(string text, string parameters = "") => Import(text, parameters, out _);

    protected string[] Import(string text, string parameters, out IReadOnlyList<string> warnings)
    {
        System.IO.File.WriteAllText(File, text);
        return [.. Run($"Import-Csv $file {parameters}", out warnings).Select(Format)];
    }

    /// <summary>Exports objects with <c>Export-Csv $file</c>. Returns the text of the file.</summary>
    protected string Export(string objects, string parameters = "")
    {
        Run($"{objects} | Export-Csv $file {parameters}");
        return System.IO.File.ReadAllText(File);
    }

    /// <summary>Verifies that the file is closed.</summary>
    protected void AssertClosed()
    {
        using var file = new FileStream(File, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        file.Dispose();

        // Linux does not lock open files, but lists them.
        const string OpenFiles = "/proc/self/fd";
        if (Directory.Exists(OpenFiles))
        {
            Assert.DoesNotContain(File, Directory.GetFiles(OpenFiles).Select(open => new FileInfo(open).LinkTarget));
        }
    }

    protected static string Lines(params string[] lines) =>
        string.Concat(lines.Select(line => line + Environment.NewLine));

    protected static string Format(PSObject row) =>
        string.Join('|', row.Properties.Select(property => $"{property.Name}={property.Value ?? "null"}"));
}
