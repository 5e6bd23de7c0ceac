using System;
using System.Management.Automation;
using System.Net;
using System.Security;
using FigshareTools.Api;
using FigshareTools.Completion;

namespace FigshareTools.Cmdlets;

/// <summary>Base of the cmdlets that can also access private items, with a token.</summary>
public abstract class FigshareCmdlet : ApiCmdlet
{
    private const string TokenVariable = "FIGSHARE_TOKEN";

    /// <summary>
    /// A personal token of Figshare, for items that are not public. Default:
    /// $env:FIGSHARE_TOKEN. The token is sent to the API and the downloader only, and only with requests for private
    /// items.
    /// </summary>
    [Parameter(HelpMessage = "Personal token of Figshare, for items that are not public.")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public SecureString? Token { get; set; }

    /// <summary>The token to use; null for none. A token that would be sent unencrypted ends the cmdlet.</summary>
    internal FigshareSecret? TokenFor(FigshareEndpoints endpoints)
    {
        var text = Token is null
            ? Environment.GetEnvironmentVariable(TokenVariable)
            : new NetworkCredential("", Token).Password;
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (!endpoints.AreSafeForToken)
        {
            ThrowTerminatingError(ErrorRecords.TokenInClear());
        }

        try
        {
            return new FigshareSecret(text!);
        }
        catch (ArgumentException)
        {
            // The exception is not passed on: no text about a token belongs into an error.
            ThrowTerminatingError(ErrorRecords.BadToken(Token is null ? $"$env:{TokenVariable}" : "-Token"));
            throw;
        }
    }
}
