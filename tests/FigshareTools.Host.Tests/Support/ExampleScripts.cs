using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Hosting.Terminal;
using FigshareTools.Simulator;

namespace FigshareTools.Hosting.Tests.Support;

/// <summary>Runs the scripts of examples/ in a session without the module, against a simulator.</summary>
internal sealed class ExampleScripts : IAsyncDisposable
{
    private readonly StringReader _input = new("");
    private readonly StringWriter _output = new(CultureInfo.InvariantCulture);
    private readonly StringWriter _error = new(CultureInfo.InvariantCulture);
    private readonly ModuleSession _session;
    private readonly Interrupt _interrupt = new();
    private readonly ScriptRunner _runner;
    private readonly bool _ownsFigshare;

    private ExampleScripts(FigshareSimulator figshare, bool ownsFigshare)
    {
        (Figshare, _ownsFigshare) = (figshare, ownsFigshare);
        var host = new ConsoleHost(_input, _output, _error);
        _session = ModuleSession.Open(modulePath: null, host);
        _runner = new ScriptRunner(_session, host, _interrupt);
        using var shell = _session.Create();
        shell.AddScript("""
            param($Api, $Download)
            $global:PSDefaultParameterValues = @{
                '*-Figshare*:ApiUri' = $Api; 'Save-FigsharePlate:DownloadUri' = $Download; '*-Figshare*:MaximumRetryCount' = 0
            }
            """).AddArgument(figshare.ApiUri.ToString()).AddArgument(figshare.DownloadUri.ToString()).Invoke();
    }

    /// <summary>The folder of the scripts.</summary>
    public static string ExamplesFolder { get; } = FindExamples();

    public FigshareSimulator Figshare { get; }

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    /// <summary>Starts a simulator that has article 4 with the files 1 and 2.</summary>
    public static async Task<ExampleScripts> StartAsync(CancellationToken cancellationToken)
    {
        var figshare = await FigshareSimulator.StartAsync(cancellationToken: cancellationToken);
        figshare.Catalog.Add(new SimulatedArticle
        {
            Id = 4,
            Title = "Plates",
            Doi = "10.6084/m9.figshare.4",
            Versions = [new SimulatedVersion { Files = [FileOf(1), FileOf(2)] }],
        });
        return new ExampleScripts(figshare, ownsFigshare: true);
    }

    /// <summary>Opens another session with the same simulator. A script that exits ends its session.</summary>
    public ExampleScripts OpenSession() => new(Figshare, ownsFigshare: false);

    /// <summary>Runs statements, such as those that define a function, and returns what they write.</summary>
    public IReadOnlyList<PSObject> Invoke(string statements)
    {
        using var shell = _session.Create();
        return shell.AddScript(statements).Invoke();
    }

    /// <summary>Gives a parameter of the module's cmdlets a value, a PowerShell expression, where a script gives none.</summary>
    public void SetDefault(string parameter, string expression)
    {
        using var shell = _session.Create();
        shell.AddScript($"$global:PSDefaultParameterValues['{parameter}'] = {expression}").Invoke();
    }

    /// <summary>Runs a script and returns its exit code.</summary>
    public int Run(string script, params IEnumerable<string> arguments) =>
        _runner.Run(ScriptFile.GetCall(Path.Combine(ExamplesFolder, script), arguments));

    public async ValueTask DisposeAsync()
    {
        _interrupt.Dispose();
        _session.Dispose();
        if (_ownsFigshare)
        {
            await Figshare.DisposeAsync();
        }

        _input.Dispose();
        await _output.DisposeAsync();
        await _error.DisposeAsync();
    }

    private static SimulatedFile FileOf(long id) =>
        new() { Id = id, Name = $"{id}.bin", Content = SimulatedContent.Pattern(10_000, (int)id) };

    private static string FindExamples()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FigshareTools.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run below the repository.");
        }

        return Path.Combine(folder.FullName, "examples");
    }
}
