namespace FigshareTools.Hosting;

/// <summary>What the program says to whoever started it.</summary>
public static class ExitCode
{
    /// <summary>Everything went well.</summary>
    public const int Success = 0;

    /// <summary>The script did not run to its end, or reported an error on the way.</summary>
    public const int Failure = 1;

    /// <summary>The command line makes no sense.</summary>
    public const int Usage = 2;

    /// <summary>Ctrl+C; the number shells give a program which SIGINT ended.</summary>
    public const int Interrupted = 130;
}
