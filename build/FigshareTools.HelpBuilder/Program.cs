using System;
using System.IO;
using FigshareTools.HelpBuilder;

// Writes the MAML from the markdown:
//   dotnet run --project build/FigshareTools.HelpBuilder -- docs/en-US src/FigshareTools/Help/en-US
if (args is not [var source, var target])
{
    Console.Error.WriteLine("Give the folder of the markdown and the folder of the MAML.");
    return 2;
}

var maml = HelpFile.Build(source);
File.WriteAllText(Path.Combine(target, HelpFile.Name), maml);
Console.WriteLine($"{HelpFile.Name}: {Directory.GetFiles(source, HelpFile.Pattern).Length} cmdlets");
return 0;
