using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation.Language;
using System.Threading.Tasks;
using FigshareTools.HelpBuilder;
using FigshareTools.Simulator;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests;

/// <summary>Runs the examples of the help, as they stand there, against a simulator with the Cell Health plates.</summary>
public sealed class HelpExampleTests : ModuleTest
{
    private static readonly string s_repository = Path.GetFullPath(
        Path.Combine(Path.GetDirectoryName(ModuleUnderTest.BuiltManifest)!, "..", "..", ".."));

    private static readonly string s_markdown = Path.Combine(s_repository, "docs", "en-US");

    private static readonly TemporaryFolder s_plates = new();

    private static readonly Lazy<Task<SimulatedArticle>> s_article =
        new(() => CellHealthPlates.CreateAsync(s_plates.Path, bytesPerPlate: 100_000, Stop));

    public static TheoryData<string, string> Examples =>
        [.. Helps().SelectMany(help => help.Examples.Select(example => (help.Name, example.Title)))];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Figshare.Catalog.Add(await s_article.Value);
        Figshare.Catalog.Add(CellHealthPlates.CreateCollection());
        CopyTable("examples");
        CopyTable("tables");
        Run(MoveItem.Definition + """
            $null = $ExecutionContext.SessionState.Path.SetLocation($Folder)
            function global:Read-Host { [System.Net.NetworkCredential]::new('', 'a token').SecurePassword }
            foreach ($list in 'manifest.csv', 'plates.csv', 'plates [1].csv', '2025.csv', '2026.csv', 'files.json', 'md5sums.txt') {
                Get-FigshareManifest 9995672 | Export-FigshareManifest -LiteralPath $list
            }
            Get-FigshareManifest 9995672 | Save-FigsharePlate -Destination plates -LogPath night.jsonl |
                Export-FigshareManifest plates/md5sums.txt
            """).Clean();
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void The_example_works(string cmdlet, string title)
    {
        var code = Helps().Single(help => help.Name == cmdlet).Examples.Single(example => example.Title == title).Code;
        if (FindMissingCommand(code) is { } missing)
        {
            Assert.Skip($"It calls {missing}, which only PowerShell itself has. Help.Tests.ps1 runs it there.");
        }

        Run(code).Clean();
    }

    /// <summary>The first command that this session does not have: it has the engine of PowerShell, not all of its modules.</summary>
    private string? FindMissingCommand(string code) => Parser.ParseInput(code, out _, out _)
        .FindAll(part => part is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>()
        .Select(command => command.GetCommandName())
        .FirstOrDefault(name => Run("param($Name) Get-Command $Name -ErrorAction Ignore", name).Output.Count == 0);

    private void CopyTable(string folder) => File.Copy(
        Path.Combine(s_repository, "examples", "plates.csv"),
        Path.Combine(Directory.CreateDirectory(Path.Combine(Folder, folder)).FullName, "plates.csv"));

    private static IEnumerable<CommandHelp> Helps() => Directory.GetFiles(s_markdown, HelpFile.Pattern)
        .Order(StringComparer.Ordinal).Select(path => CommandHelpReader.Read(File.ReadAllText(path)));

    /// <summary>A folder that is deleted when the process ends.</summary>
    private sealed class TemporaryFolder
    {
        public TemporaryFolder() =>
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Path, recursive: true);

        public string Path { get; } = Directory.CreateTempSubdirectory("figsharetools-examples-").FullName;
    }
}
