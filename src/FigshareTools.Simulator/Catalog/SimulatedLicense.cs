namespace FigshareTools.Simulator;

/// <summary>The licence of an article.</summary>
/// <param name="Value">Figshare's number of the licence.</param>
/// <param name="Name">The short name.</param>
/// <param name="Url">The address of the text.</param>
public sealed record SimulatedLicense(int Value, string Name, string Url)
{
    /// <summary>Creative Commons Attribution 4.0, Figshare's default for data.</summary>
    public static SimulatedLicense CcBy { get; } =
        new(1, "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/");
}
