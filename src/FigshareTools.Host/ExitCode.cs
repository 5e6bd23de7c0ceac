namespace FigshareTools.Hosting;

/// <summary>The exit codes of the program.</summary>
public static class ExitCode
{
    /// <summary>The script succeeded.</summary>
    public const int Success = 0;

    /// <summary>The script ended with an error, or reported at least one error.</summary>
    public const int Failure = 1;

    /// <summary>The command line is invalid.</summary>
    public const int Usage = 2;

    /// <summary>Ctrl+C ended the script. Shells use this number for a program that SIGINT ended.</summary>
    public const int Interrupted = 130;
}
