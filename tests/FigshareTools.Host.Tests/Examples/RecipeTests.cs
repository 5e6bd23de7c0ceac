using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using System.Xml.Linq;
using FigshareTools.Hosting.Tests.Support;

namespace FigshareTools.Hosting.Tests.Examples;

/// <summary>The files of examples/ for the schedulers of operating systems.</summary>
public sealed partial class RecipeTests : IDisposable
{
    private const string SystemdAnalyze = "/usr/bin/systemd-analyze";

    private static readonly XNamespace s_task = "http://schemas.microsoft.com/windows/2004/02/mit/task";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("systemd/figshare-plates.service")]
    [InlineData("cron/figshare-plates")]
    [InlineData("task-scheduler/figshare-plates.xml")]
    public void Recipe_calls_the_script_with_its_parameters(string recipe)
    {
        var call = Call().Match(Read(recipe));

        Assert.True(call.Success);
        Assert.True(File.Exists(Path.Combine(ExampleScripts.ExamplesFolder, call.Groups["script"].Value)));
        var script = Parser.ParseFile(
            Path.Combine(ExampleScripts.ExamplesFolder, call.Groups["script"].Value), out _, out var errors);
        Assert.Empty(errors);
        Assert.Superset(
            call.Groups["parameter"].Captures.Select(parameter => parameter.Value).ToHashSet(),
            script.ParamBlock.Parameters.Select(parameter => parameter.Name.VariablePath.UserPath).ToHashSet());
        // A night ends: without a deadline, the next start would find the run still working.
        Assert.EndsWith("-StopAt 06:30", call.Value.TrimEnd('<').TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("systemd/figshare-plates.service", "Install-PSResource FigshareTools -Scope AllUsers")]
    [InlineData("cron/figshare-plates", "Install-PSResource FigshareTools -Scope AllUsers")]
    // The task starts Windows PowerShell, which does not have Install-PSResource and has a folder of its own for all users.
    [InlineData("task-scheduler/figshare-plates.xml", "Install-Module FigshareTools -Scope AllUsers")]
    public void Recipe_says_how_its_account_gets_the_module(string recipe, string command) =>
        Assert.Contains(command, Read(recipe), StringComparison.Ordinal);

    [Fact]
    public void Task_has_the_elements_of_the_Task_Scheduler_in_their_order()
    {
        var task = XDocument.Parse(Read("task-scheduler/figshare-plates.xml")).Root!;

        Assert.Equal(s_task + "Task", task.Name);
        Assert.Equal("1.2", (string?)task.Attribute("version"));
        Assert.All(task.DescendantsAndSelf(), element => Assert.Equal(s_task, element.Name.Namespace));
        // The order in which the Task Scheduler exports them. The XML schema, taskType, has each at most once.
        Assert.Equal(["RegistrationInfo", "Triggers", "Principals", "Settings", "Actions"], NamesOf(task));
        // In triggers the order of the elements counts: the XML schema of the Task Scheduler, triggerBaseType.
        Assert.Equal(
            ["StartBoundary", "RandomDelay", "ScheduleByDay"], NamesOf(task.Descendants(s_task + "CalendarTrigger").Single()));
        Assert.Equal(["Command", "Arguments"], NamesOf(task.Descendants(s_task + "Exec").Single()));
        Assert.Equal("IgnoreNew", task.Descendants(s_task + "MultipleInstancesPolicy").Single().Value);
    }

    [Fact]
    public void Task_runs_as_an_account_that_is_not_logged_on()
    {
        var task = XDocument.Parse(Read("task-scheduler/figshare-plates.xml")).Root!;

        var principal = Assert.Single(task.Element(s_task + "Principals")!.Elements());
        Assert.Equal(s_task + "Principal", principal.Name);
        Assert.Equal(["UserId", "LogonType", "RunLevel"], NamesOf(principal));
        Assert.Equal("S4U", principal.Element(s_task + "LogonType")!.Value);
        Assert.Equal("LeastPrivilege", principal.Element(s_task + "RunLevel")!.Value);
        // In the XML schema, the context of the actions is a reference to the id of a principal.
        Assert.Equal((string?)principal.Attribute("id"), (string?)task.Element(s_task + "Actions")!.Attribute("Context"));
        Assert.NotNull(principal.Attribute("id"));
    }

    [Fact]
    public void Service_is_not_of_root_and_a_deadline_is_no_failure()
    {
        var service = Read("systemd/figshare-plates.service").Split('\n');

        Assert.Contains("User=plates", service);
        Assert.Contains("SuccessExitStatus=3", service);
    }

    [Fact]
    public async Task Systemd_accepts_service_and_timer()
    {
        Assert.SkipUnless(File.Exists(SystemdAnalyze), "systemd-analyze is not installed: the units were not verified.");

        // The units name a PowerShell that this machine need not have.
        foreach (var unit in new[] { "figshare-plates.service", "figshare-plates.timer" })
        {
            _folder.Write(unit, Read($"systemd/{unit}").Replace("/usr/bin/pwsh", "/bin/true", StringComparison.Ordinal));
        }

        using var program = Process.Start(new ProcessStartInfo(
            SystemdAnalyze, ["verify", _folder.PathOf("figshare-plates.service"), _folder.PathOf("figshare-plates.timer")])
        {
            RedirectStandardError = true,
        })!;
        var problems = await program.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await program.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.DoesNotContain("figshare-plates", problems, StringComparison.Ordinal);
        Assert.Equal(0, program.ExitCode);
    }

    [Fact]
    public void Cron_line_has_five_times_a_user_and_a_command()
    {
        var line = Assert.Single(Read("cron/figshare-plates").Split('\n'), line => CronLine().IsMatch(line));

        // In a crontab, a percent sign is a line break.
        Assert.DoesNotContain('%', line);
        Assert.EndsWith("\n", Read("cron/figshare-plates"), StringComparison.Ordinal);
    }

    private static string Read(string recipe) => File.ReadAllText(Path.Combine(ExampleScripts.ExamplesFolder, recipe));

    private static IEnumerable<string> NamesOf(XElement element) => element.Elements().Select(child => child.Name.LocalName);

    [GeneratedRegex(
        """-File "?\S*[/\\]examples[/\\](?<script>[\w.-]+)"?(?: -(?<parameter>\w+) (?:"[^"]*"|[^\s"<-][^\s"<]*))+\s*(?:$|<)""",
        RegexOptions.Multiline)]
    private static partial Regex Call();

    [GeneratedRegex(@"^(?:[\d*,/-]+\s+){5}[a-z]\w*\s+\S.*overnight\.ps1")]
    private static partial Regex CronLine();
}
