namespace FigshareTools.Simulator;

/// <summary>An account, identified by its personal token.</summary>
/// <param name="Id">The account id.</param>
/// <param name="Token">The token. Like the personal tokens of Figshare it grants full access.</param>
public sealed record SimulatedAccount(long Id, string Token)
{
    /// <summary>
    /// Whether the account may use the private endpoints. If not, they respond with 403 although the token is valid.
    /// </summary>
    public bool IsPermitted { get; init; } = true;
}
