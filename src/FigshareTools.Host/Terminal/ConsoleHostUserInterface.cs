using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Internal;
using System.Security;

namespace FigshareTools.Hosting.Terminal;

/// <summary>
/// Writes text to the terminal and reads user input. Results go to the output stream. Errors, warnings, verbose and
/// debug messages go to the error stream, so that results can be redirected separately.
/// </summary>
internal sealed class ConsoleHostUserInterface : PSHostUserInterface
{
    private readonly ConsoleTerminal _terminal;
    private readonly ProgressRenderer _progress;
    private readonly UserPrompts _prompts;

    public ConsoleHostUserInterface(ConsoleTerminal terminal)
    {
        _terminal = terminal;
        _progress = new ProgressRenderer(terminal, TimeProvider.System);
        _prompts = new UserPrompts(terminal);
        RawUI = new ConsoleRawUserInterface(terminal);
    }

    public override PSHostRawUserInterface RawUI { get; }

    public override bool SupportsVirtualTerminal => _terminal.UsesColour;

    public bool HasShownError { get; set; }

    public bool ResultsAreErrors { get; set; }

    private bool UsesColourForErrors => _terminal.ErrorIsTerminal && _terminal.UsesColour;

    public override void Write(string value)
    {
        if (ResultsAreErrors)
        {
            _terminal.WriteError(UsesColourForErrors ? value : ToPlainText(value));
        }
        else
        {
            _terminal.Write(_terminal.UsesColour ? value : ToPlainText(value));
        }
    }

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value)
    {
        var colours = PSStyle.MapColorPairToEscapeSequence(foregroundColor, backgroundColor);
        Write(colours + value + PSStyle.Instance.Reset);
    }

    public override void WriteLine(string value) => Write(value + Environment.NewLine);

    public override void WriteErrorLine(string value)
    {
        HasShownError = true;
        WriteMessage(value, PSStyle.Instance.Formatting.Error);
    }

    public override void WriteWarningLine(string message)
        => WriteMessage("WARNING: " + message, PSStyle.Instance.Formatting.Warning);

    public override void WriteVerboseLine(string message)
        => WriteMessage("VERBOSE: " + message, PSStyle.Instance.Formatting.Verbose);

    public override void WriteDebugLine(string message)
        => WriteMessage("DEBUG: " + message, PSStyle.Instance.Formatting.Debug);

    public override void WriteProgress(long sourceId, ProgressRecord record) => _progress.Update(sourceId, record);

    public void ClearProgress() => _progress.Clear();

    public override string ReadLine() => _prompts.ReadAnswer();

    public override SecureString ReadLineAsSecureString() => _prompts.ReadSecret();

    public override Dictionary<string, PSObject> Prompt(
        string caption, string message, Collection<FieldDescription> descriptions)
        => _prompts.AskForFields(caption, message, descriptions);

    public override int PromptForChoice(
        string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
        => _prompts.AskForChoice(caption, message, choices, defaultChoice);

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options)
    {
        _prompts.WriteIntroduction(caption, message);
        var name = string.IsNullOrEmpty(userName) ? _prompts.ReadAnswer("User: ") : userName;
        return new PSCredential(name, _prompts.ReadSecret($"Password for user {name}: "));
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName)
        => PromptForCredential(
            caption, message, userName, targetName, PSCredentialTypes.Default, PSCredentialUIOptions.Default);

    private void WriteMessage(string text, string colour)
    {
        _terminal.WriteError(
            (UsesColourForErrors ? colour + text + PSStyle.Instance.Reset : ToPlainText(text)) + Environment.NewLine);
    }

    // The engine colours table headers for every host. A host without colours has to remove them.
    private static string ToPlainText(string text) => new StringDecorated(text).ToString(OutputRendering.PlainText);
}
