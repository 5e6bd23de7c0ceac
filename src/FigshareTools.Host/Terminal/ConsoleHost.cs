using System;
using System.Globalization;
using System.IO;
using System.Management.Automation.Host;
using System.Reflection;

namespace FigshareTools.Hosting.Terminal;

/// <summary>The PowerShell host: provides the user interface and receives exit requests.</summary>
public sealed class ConsoleHost : PSHost
{
    private readonly ConsoleTerminal _terminal;
    private readonly ConsoleHostUserInterface _ui;

    /// <summary>Creates a host on the console of this process.</summary>
    public ConsoleHost()
        : this(new ConsoleTerminal())
    {
    }

    /// <summary>Creates a host on text streams, without colours and progress bars, 120 columns wide.</summary>
    public ConsoleHost(TextReader input, TextWriter output, TextWriter error)
        : this(new ConsoleTerminal(input, output, error))
    {
    }

    private ConsoleHost(ConsoleTerminal terminal)
    {
        _terminal = terminal;
        _ui = new ConsoleHostUserInterface(terminal);
    }

    /// <summary>The number that a script passed to <c>exit</c>; <see langword="null"/> for none.</summary>
    public int? RequestedExitCode { get; private set; }

    /// <summary>Whether an error was shown since this property was last set to <see langword="false"/>.</summary>
    public bool HasShownError
    {
        get => _ui.HasShownError;
        set => _ui.HasShownError = value;
    }

    /// <summary>Whether results are written to the error stream.</summary>
    internal bool ResultsAreErrors
    {
        set => _ui.ResultsAreErrors = value;
    }

    /// <inheritdoc/>
    public override string Name => "FigshareTools.Host";

    /// <inheritdoc/>
    public override Version Version { get; } = Assembly.GetExecutingAssembly().GetName().Version!;

    /// <inheritdoc/>
    public override Guid InstanceId { get; } = Guid.NewGuid();

    /// <inheritdoc/>
    public override PSHostUserInterface UI => _ui;

    /// <inheritdoc/>
    public override CultureInfo CurrentCulture { get; } = CultureInfo.CurrentCulture;

    /// <inheritdoc/>
    public override CultureInfo CurrentUICulture { get; } = CultureInfo.CurrentUICulture;

    /// <inheritdoc/>
    public override void SetShouldExit(int exitCode) => RequestedExitCode = exitCode;

    /// <inheritdoc/>
    public override void EnterNestedPrompt()
        => throw new NotSupportedException("This host has no nested prompts and cannot suspend a command.");

    /// <inheritdoc/>
    public override void ExitNestedPrompt() => throw new NotSupportedException("This host has no nested prompts.");

    /// <inheritdoc/>
    public override void NotifyBeginApplication()
    {
        // A native program writes to the console directly, and progress bars would overwrite its output.
        _ui.ClearProgress();
    }

    /// <inheritdoc/>
    public override void NotifyEndApplication()
    {
    }

    /// <summary>Shows a prompt and reads a line.</summary>
    /// <returns>The line, or <see langword="null"/> at the end of the input.</returns>
    public string? ReadLine(string prompt)
    {
        _terminal.Write(prompt);
        return _terminal.ReadLine();
    }

    /// <summary>Removes the progress bars that a script did not complete before it ended.</summary>
    public void ClearProgress() => _ui.ClearProgress();
}
