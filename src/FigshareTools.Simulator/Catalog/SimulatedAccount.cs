namespace FigshareTools.Simulator;

/// <summary>An account, known by its personal token.</summary>
/// <param name="Id">The account id.</param>
/// <param name="Token">The token, full access as the personal tokens of Figshare have it.</param>
public sealed record SimulatedAccount(long Id, string Token)
{
    /// <summary>
    /// Whether the account may use the private endpoints. If not, the token is known, but they answer 403.
    /// </summary>
    public bool IsPermitted { get; init; } = true;
}
