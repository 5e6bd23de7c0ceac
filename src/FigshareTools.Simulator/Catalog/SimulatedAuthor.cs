namespace FigshareTools.Simulator;

/// <summary>An author of an article.</summary>
/// <param name="Id">The author id.</param>
/// <param name="FirstName">The given names.</param>
/// <param name="LastName">The family name.</param>
/// <param name="Orcid">The ORCID iD; empty for none.</param>
public sealed record SimulatedAuthor(long Id, string FirstName, string LastName, string Orcid = "")
{
    internal string FullName => $"{FirstName} {LastName}";
}
