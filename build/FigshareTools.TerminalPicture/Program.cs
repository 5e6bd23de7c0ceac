using System;
using System.IO;
using FigshareTools.TerminalPicture;

// Draws what comes in as an SVG file:
//   <command> | dotnet run --project build/FigshareTools.TerminalPicture -- docs/pictures/run.svg "the command line to show"
if (args is not [var target, var title])
{
    Console.Error.WriteLine("Give the path of the picture and the command line that it shows.");
    return 2;
}

var lines = AnsiText.Parse(Console.In.ReadToEnd());
File.WriteAllText(target, SvgTerminal.Draw(title, lines));
Console.WriteLine($"{target}: {lines.Count} lines");
return 0;
