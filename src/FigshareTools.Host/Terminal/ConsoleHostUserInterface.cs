using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Internal;
using System.Security;

namespace FigshareTools.Hosting.Terminal;

/// <summary>
/// Text to the screen and answers from the keyboard. Results go to the output; errors, warnings and what -Verbose and
/// -Debug say go to the error stream, so that results can be redirected alone.
/// </summary>
internal sealed class ConsoleHostUserInterface : PSHostUserInterface
{
    private readonly ConsoleTerminal _terminal;
    private readonly ProgressRenderer _progress;
    private readonly Questions _questions;

    public ConsoleHostUserInterface(ConsoleTerminal terminal)
    {
        _terminal = terminal;
        _progress = new ProgressRenderer(terminal, TimeProvider.System);
        _questions = new Questions(terminal);
        RawUI = new ConsoleRawUserInterface(terminal);
    }

    public override PSHostRawUserInterface RawUI { get; }

    public override bool SupportsVirtualTerminal => _terminal.UsesColour;

    public bool HasShownError { get; set; }

    public bool ResultsAreErrors { get; set; }

    private bool ErrorsAreInColour => _terminal.ErrorIsTerminal && _terminal.UsesColour;

    public override void Write(string value)
    {
        if (ResultsAreErrors)
        {
            _terminal.WriteError(ErrorsAreInColour ? value : Plain(value));
        }
        else
        {
            _terminal.Write(_terminal.UsesColour ? value : Plain(value));
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

    public override string ReadLine() => _questions.ReadAnswer();

    public override SecureString ReadLineAsSecureString() => _questions.ReadSecret();

    public override Dictionary<string, PSObject> Prompt(
        string caption, string message, Collection<FieldDescription> descriptions)
        => _questions.AskForFields(caption, message, descriptions);

    public override int PromptForChoice(
        string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
        => _questions.AskForChoice(caption, message, choices, defaultChoice);

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options)
    {
        _questions.Introduce(caption, message);
        var name = string.IsNullOrEmpty(userName) ? _questions.ReadAnswer("User: ") : userName;
        return new PSCredential(name, _questions.ReadSecret($"Password for user {name}: "));
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName)
        => PromptForCredential(
            caption, message, userName, targetName, PSCredentialTypes.Default, PSCredentialUIOptions.Default);

    private void WriteMessage(string text, string colour)
    {
        _terminal.WriteError(
            (ErrorsAreInColour ? colour + text + PSStyle.Instance.Reset : Plain(text)) + Environment.NewLine);
    }

    // The engine colours the headers of tables for any host and leaves it to the host to take the colours out again.
    private static string Plain(string text) => new StringDecorated(text).ToString(OutputRendering.PlainText);
}
