using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace FigshareTools.Hosting.Terminal;

/// <summary>What the engine asks: a mandatory parameter nobody gave, -Confirm, a secret.</summary>
internal sealed class Questions(ConsoleTerminal terminal)
{
    public void Introduce(string caption, string message)
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

        // Without anyone to answer, any answer would be made up, and the default of -Confirm is Yes.
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

        for (ConsoleKeyInfo key = Next(); key.Key != ConsoleKey.Enter; key = Next())
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
        Introduce(caption, message);
        return fields.ToDictionary(field => field.Name, field => PSObject.AsPSObject(AskForField(field)));
    }

    public int AskForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        List<Choice> offered = [.. choices.Select(choice => new Choice(choice))];
        var prompt = string.Join("  ", offered.Select(choice => $"[{choice.Key}] {choice.Label}"))
            + "  [?] Help"
            + (defaultChoice >= 0 ? $" (default is \"{offered[defaultChoice].Key}\"): " : ": ");

        Introduce(caption, message);
        while (true)
        {
            var answer = ReadAnswer(prompt).Trim();
            if (answer.Length == 0 && defaultChoice >= 0)
            {
                return defaultChoice;
            }

            var chosen = offered.FindIndex(choice => choice.IsMeantBy(answer));
            if (chosen >= 0)
            {
                return chosen;
            }

            if (answer == "?")
            {
                offered.ForEach(choice => terminal.Write($"{choice.Key} - {choice.Help}{Environment.NewLine}"));
            }
        }
    }

    private object AskForField(FieldDescription field)
    {
        Type type = Type.GetType(field.ParameterAssemblyFullName) ?? typeof(string);
        if (type == typeof(SecureString))
        {
            return ReadSecret(field.Name + ": ");
        }

        return typeof(IList).IsAssignableFrom(type) ? ReadList(field.Name) : ReadAnswer(field.Name + ": ");
    }

    /// <summary>Reads one value a line, up to an empty line.</summary>
    private string[] ReadList(string name)
    {
        var values = new List<string>();
        while (ReadAnswer($"{name}[{values.Count}]: ") is { Length: > 0 } value)
        {
            values.Add(value);
        }

        return [.. values];
    }

    /// <summary>A choice such as <c>Yes to &amp;All</c>: the letter after the ampersand chooses it.</summary>
    private sealed class Choice(ChoiceDescription description)
    {
        public string Label { get; } = description.Label.Replace("&", "", StringComparison.Ordinal);

        public string Help { get; } = description.HelpMessage;

        public string Key { get; } = description.Label.IndexOf('&', StringComparison.Ordinal) is >= 0 and int at
            && at + 1 < description.Label.Length
            ? description.Label.Substring(at + 1, 1).ToUpperInvariant()
            : description.Label;

        public bool IsMeantBy(string answer)
            => answer.Equals(Key, StringComparison.OrdinalIgnoreCase)
                || answer.Equals(Label, StringComparison.OrdinalIgnoreCase);
    }
}
