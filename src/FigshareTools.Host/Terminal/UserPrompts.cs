using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace FigshareTools.Hosting.Terminal;

/// <summary>Prompts for a mandatory parameter, for a confirmation, or for a secret.</summary>
internal sealed class UserPrompts(ConsoleTerminal terminal)
{
    /// <summary>Writes the caption and the message of a prompt, each unless it is empty.</summary>
    public void WriteIntroduction(string caption, string message)
    {
        foreach (var line in new[] { caption, message })
        {
            if (!string.IsNullOrEmpty(line))
            {
                terminal.Write(line + Environment.NewLine);
            }
        }
    }

    public string ReadAnswer(string prompt = "")
    {
        terminal.Write(prompt);

        // At the end of the input the command fails. A default answer would be wrong: the default of -Confirm is Yes.
        return terminal.ReadLine()
            ?? throw new HostException("The command asked a question, and the input ended before the answer.");
    }

    public SecureString ReadSecret(string prompt = "")
    {
        terminal.Write(prompt);
        var secret = new SecureString();
        if (!terminal.InputIsTerminal)
        {
            foreach (var letter in ReadAnswer())
            {
                secret.AppendChar(letter);
            }

            return secret;
        }

        for (var key = Next(); key.Key != ConsoleKey.Enter; key = Next())
        {
            if (key.Key == ConsoleKey.Backspace && secret.Length > 0)
            {
                secret.RemoveAt(secret.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                secret.AppendChar(key.KeyChar);
            }
        }

        terminal.Write(Environment.NewLine);
        return secret;

        static ConsoleKeyInfo Next() => Console.ReadKey(intercept: true);
    }

    public Dictionary<string, PSObject> AskForFields(
        string caption, string message, Collection<FieldDescription> fields)
    {
        WriteIntroduction(caption, message);
        return fields.ToDictionary(field => field.Name, field => PSObject.AsPSObject(AskForField(field)));
    }

    public int AskForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        List<Choice> options = [.. choices.Select(choice => new Choice(choice))];
        var prompt = string.Join("  ", options.Select(choice => $"[{choice.Key}] {choice.Label}"))
            + "  [?] Help"
            + (defaultChoice >= 0 ? $" (default is \"{options[defaultChoice].Key}\"): " : ": ");

        WriteIntroduction(caption, message);
        while (true)
        {
            var answer = ReadAnswer(prompt).Trim();
            if (answer.Length == 0 && defaultChoice >= 0)
            {
                return defaultChoice;
            }

            var chosen = options.FindIndex(choice => choice.Matches(answer));
            if (chosen >= 0)
            {
                return chosen;
            }

            if (answer == "?")
            {
                options.ForEach(choice => terminal.Write($"{choice.Key} - {choice.Help}{Environment.NewLine}"));
            }
        }
    }

    private object AskForField(FieldDescription field)
    {
        var type = Type.GetType(field.ParameterAssemblyFullName) ?? typeof(string);
        if (type == typeof(SecureString))
        {
            return ReadSecret(field.Name + ": ");
        }

        return typeof(IList).IsAssignableFrom(type) ? ReadList(field.Name) : ReadAnswer(field.Name + ": ");
    }

    /// <summary>Reads one value per line, until an empty line.</summary>
    private string[] ReadList(string name)
    {
        var values = new List<string>();
        while (ReadAnswer($"{name}[{values.Count}]: ") is { Length: > 0 } value)
        {
            values.Add(value);
        }

        return [.. values];
    }

    /// <summary>A choice such as <c>Yes to &amp;All</c>: the letter after the ampersand selects it.</summary>
    private sealed class Choice(ChoiceDescription description)
    {
        public string Label { get; } = description.Label.Replace("&", "", StringComparison.Ordinal);

        public string Help { get; } = description.HelpMessage;

        public string Key { get; } = description.Label.IndexOf('&', StringComparison.Ordinal) is >= 0 and int at
            && at + 1 < description.Label.Length
            ? description.Label.Substring(at + 1, 1).ToUpperInvariant()
            : description.Label;

        public bool Matches(string answer)
            => answer.Equals(Key, StringComparison.OrdinalIgnoreCase)
                || answer.Equals(Label, StringComparison.OrdinalIgnoreCase);
    }
}
