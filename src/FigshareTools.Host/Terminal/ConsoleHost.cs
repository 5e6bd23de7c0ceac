using System;
using System.Globalization;
using System.IO;
using System.Management.Automation.Host;
using System.Reflection;

namespace FigshareTools.Hosting.Terminal;

/// <summary>What the PowerShell engine sees of this program: a screen, a keyboard, a way to ask for the end.</summary>
public sealed class ConsoleHost : PSHost
{
    private readonly ConsoleTerminal _terminal;
    private readonly ConsoleHostUserInterface _ui;

    /// <summary>A host on the console of this process.</summary>
    public ConsoleHost()
        : this(new ConsoleTerminal())
    {
    }

    /// <summary>A host on streams: no colours, no bars, 120 columns.</summary>
    public ConsoleHost(TextReader input, TextWriter output, TextWriter error)
        : this(new ConsoleTerminal(input, output, error))
    {
    }

    private ConsoleHost(ConsoleTerminal terminal)
    {
        _terminal = terminal;
        _ui = new ConsoleHostUserInterface(terminal);
    }

    /// <summary>The number a script gave to <c>exit</c>.</summary>
    public int? RequestedExitCode { get; private set; }

    /// <summary>Whether an error was shown since this was last set to <see langword="false"/>.</summary>
    public bool HasShownError
    {
        get => _ui.HasShownError;
        set => _ui.HasShownError = value;
    }

    /// <summary>Whether what is written now belongs on the error stream.</summary>
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
        => throw new NotSupportedException("This host has no nested prompts, so nothing can be suspended here.");

    /// <inheritdoc/>
    public override void ExitNestedPrompt() => throw new NotSupportedException("This host has no nested prompts.");

    /// <inheritdoc/>
    public override void NotifyBeginApplication()
    {
        // A native program writes to the console itself: bars would be drawn over what it says.
        _ui.ClearProgress();
    }

    /// <inheritdoc/>
    public override void NotifyEndApplication()
    {
    }

    /// <summary>Asks for a line.</summary>
    /// <returns>The line, or <see langword="null"/> at the end of the input.</returns>
    public string? ReadLine(string prompt)
    {
        _terminal.Write(prompt);
        return _terminal.ReadLine();
    }

    /// <summary>Takes progress bars off the screen; a script which ended or was stopped may have left some.</summary>
    public void ClearProgress() => _ui.ClearProgress();
}
