using System;
using System.Threading.Tasks;
using FigshareTools.Hosting.Terminal;

namespace FigshareTools.Hosting;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        try
        {
            HostArguments arguments = HostArguments.Parse(args);
            if (arguments.Information is { } information)
            {
                Console.WriteLine(information);
                return ExitCode.Success;
            }

            return await RunAsync(arguments).ConfigureAwait(false);
        }
        catch (HostUsageException exception)
        {
            var text = exception.Message + Environment.NewLine + Environment.NewLine + HostUsage.Text;
            await Console.Error.WriteLineAsync(text).ConfigureAwait(false);
            return ExitCode.Usage;
        }
        catch (HostStartException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message).ConfigureAwait(false);
            return ExitCode.Failure;
        }
    }

    private static async Task<int> RunAsync(HostArguments arguments)
    {
        var module = arguments.ModulePath ?? ModuleLocator.Find(AppContext.BaseDirectory);

        // Starts before the session, because the module reads its addresses from the environment.
        await using var offline =
            arguments.Offline ? await OfflineFigshare.StartAsync(default).ConfigureAwait(false) : null;

        var host = new ConsoleHost();
        using var session = ModuleSession.Open(module, host);
        using var interrupt = new Interrupt();
        var runner = new ScriptRunner(session, host, interrupt);
        return arguments.Script is { } script ? runner.Run(script) : new InteractivePrompt(runner, host).Run();
    }
}
