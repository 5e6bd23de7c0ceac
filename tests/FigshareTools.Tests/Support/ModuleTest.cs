using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Hosting;
using FigshareTools.Simulator;

namespace FigshareTools.Tests.Support;

/// <summary>A session with the module, a simulator it asks, and a folder that goes away.</summary>
public abstract class ModuleTest : IAsyncLifetime
{
    private readonly List<SimulatedFile> _files = [];

    static ModuleTest()
    {
        // Tests leave nothing in the account's own cache, and take nothing from it.
        var cache = Directory.CreateTempSubdirectory("figsharetools-cache-").FullName;
        Environment.SetEnvironmentVariable("FIGSHARE_CACHE", cache);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(cache, recursive: true);
    }

    protected ModuleTest(PSHost? host = null) => Session = ModuleSession.Open(ModuleUnderTest.Manifest, host);

    protected FigshareSimulator Figshare { get; private set; } = null!;

    protected ModuleSession Session { get; }

    protected string Folder { get; } = Directory.CreateTempSubdirectory("figsharetools-").FullName;

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        Figshare = await FigshareSimulator.StartAsync(cancellationToken: Stop);
        using var shell = Session.Create();
        shell.AddScript("""
            param($Api, $Download, $Folder)
            $global:PSDefaultParameterValues = @{ '*-Figshare*:ApiUri' = $Api; 'Save-FigsharePlate:DownloadUri' = $Download }
            $global:Folder = $Folder
            $global:ErrorActionPreference = 'Continue'
            """);
        shell.AddParameters(new[] { Figshare.ApiUri.ToString(), Figshare.DownloadUri.ToString(), Folder }).Invoke();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Session.Dispose();
        await Figshare.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Publishes a file of article 4.</summary>
    protected SimulatedFile Publish(long fileId, int length = 10_000, string? name = null) =>
        Publish(fileId, SimulatedContent.Pattern(length, (int)fileId), name ?? $"{fileId}.bin");

    protected SimulatedFile Publish(long fileId, SimulatedContent content, string name)
    {
        var file = new SimulatedFile { Id = fileId, Name = name, Content = content };
        _files.Add(file);
        Figshare.Catalog.Add(new SimulatedArticle
        {
            Id = 4,
            Title = "Plates",
            Doi = "10.6084/m9.figshare.4",
            Versions = [new SimulatedVersion { Files = [.. _files] }],
        });
        return file;
    }

    /// <summary>Runs a script to its end.</summary>
    protected ScriptOutcome Run(string script, params object[] arguments)
    {
        using var shell = Session.Create();
        shell.AddScript(script).AddParameters(arguments);
        Exception? thrown = null;
        IReadOnlyList<PSObject> output = [];
        try
        {
            output = shell.Invoke();
        }
        catch (RuntimeException e)
        {
            thrown = e;
        }

        return new ScriptOutcome(output, [.. shell.Streams.Error], thrown as RuntimeException,
            [.. shell.Streams.Verbose.Select(record => record.Message)],
            [.. shell.Streams.Warning.Select(record => record.Message)], [.. shell.Streams.Progress]);
    }
}

public sealed record ScriptOutcome(
    IReadOnlyList<PSObject> Output, IReadOnlyList<ErrorRecord> Errors, RuntimeException? Thrown,
    IReadOnlyList<string> Verbose, IReadOnlyList<string> Warnings, IReadOnlyList<ProgressRecord> Progress)
{
    /// <summary>This outcome, if nothing was wrong.</summary>
    public ScriptOutcome Clean()
    {
        Assert.Equal("", string.Join(Environment.NewLine, Errors.Select(error => error.Exception)));
        Assert.Null(Thrown);
        return this;
    }

    public IEnumerable<T> Values<T>(string property) => Output.Select(value => (T)value.Properties[property].Value);

    public IEnumerable<string?> Texts(string property) => Output.Select(value => value.Properties[property].Value?.ToString());
}
