using System;
using System.Globalization;
using System.IO;
using FigshareTools.Hosting.Terminal;

namespace FigshareTools.Hosting.Tests.Support;

/// <summary>A session without the module, whose host uses text instead of a terminal.</summary>
internal sealed class HostedEngine : IDisposable
{
    private readonly StringReader _input;
    private readonly StringWriter _output = new(CultureInfo.InvariantCulture);
    private readonly StringWriter _error = new(CultureInfo.InvariantCulture);
    private readonly ModuleSession _session;
    private readonly Interrupt _interrupt = new();

    public HostedEngine(params string[] input)
    {
        _input = new StringReader(string.Join('\n', input));
        Host = new ConsoleHost(_input, _output, _error);
        _session = ModuleSession.Open(modulePath: null, Host);
        Runner = new ScriptRunner(_session, Host, _interrupt);
    }

    public ConsoleHost Host { get; }

    public ScriptRunner Runner { get; }

    public string Output => _output.ToString();

    public string[] OutputLines => _output.ToString().Split(Environment.NewLine);

    public string Error => _error.ToString();

    public void Dispose()
    {
        _interrupt.Dispose();
        _session.Dispose();
        _input.Dispose();
        _output.Dispose();
        _error.Dispose();
    }
}
