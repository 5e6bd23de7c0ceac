using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Linq;
using System.Management.Automation;
using FigshareTools.Hosting.Tests.Support;

namespace FigshareTools.Hosting.Tests.Csv;

/// <summary>A session of the engine alone, with its own CSV cmdlets, and a folder.</summary>
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
        using PowerShell shell = Shell();
        shell.Runspace.SessionStateProxy.Path.SetLocation(Folder.Path);
        shell.Runspace.SessionStateProxy.SetVariable("file", File);
        Collection<PSObject> results = shell.AddScript(script).Invoke();
        Assert.Empty(shell.Streams.Error.Select(error => error.ToString()));
        warnings = [.. shell.Streams.Warning.Select(warning => warning.Message)];
        return results;
    }

    protected Collection<PSObject> Run(string script) => Run(script, out _);

    /// <summary>Runs a script of one statement which an error ends, and returns that.</summary>
    protected ErrorRecord Fail(string script)
    {
        // An error after which the command goes on would not be caught here.
        var failure = Assert.ThrowsAny<RuntimeException>(() => Run($"try {{ {script} }} catch {{ throw }}"));
        return failure.ErrorRecord;
    }

    /// <summary>The objects made from a text, each as <c>name=value|name=value</c>.</summary>
    protected string[] Import(string text, string parameters = "") => Import(text, parameters, out _);

    protected string[] Import(string text, string parameters, out IReadOnlyList<string> warnings)
    {
        System.IO.File.WriteAllText(File, text);
        return [.. Run($"Import-Csv $file {parameters}", out warnings).Select(Shown)];
    }

    /// <summary>What the file holds after objects went through <c>Export-Csv $file</c>.</summary>
    protected string Export(string objects, string parameters = "")
    {
        Run($"{objects} | Export-Csv $file {parameters}");
        return System.IO.File.ReadAllText(File);
    }

    /// <summary>Sees to it that nobody has the file open any more.</summary>
    protected void AssertClosed()
    {
        using var file = new FileStream(File, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        file.Dispose();

        // Where files are not locked by being open, the list of what is open tells.
        const string OpenFiles = "/proc/self/fd";
        if (Directory.Exists(OpenFiles))
        {
            Assert.DoesNotContain(File, Directory.GetFiles(OpenFiles).Select(open => new FileInfo(open).LinkTarget));
        }
    }

    protected static string Lines(params string[] lines) =>
        string.Concat(lines.Select(line => line + Environment.NewLine));

    protected static string Shown(PSObject row) =>
        string.Join('|', row.Properties.Select(property => $"{property.Name}={property.Value ?? "null"}"));
}
