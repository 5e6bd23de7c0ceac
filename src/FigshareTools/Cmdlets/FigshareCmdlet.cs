using System;
using System.Management.Automation;
using System.Net;
using System.Security;
using FigshareTools.Api;

namespace FigshareTools.Cmdlets;

/// <summary>What all cmdlets have in common that also reach what is not public.</summary>
public abstract class FigshareCmdlet : ApiCmdlet
{
    private const string TokenVariable = "FIGSHARE_TOKEN";

    /// <summary>
    /// <para type="description">A personal token of Figshare's, for what is not public. Default: $env:FIGSHARE_TOKEN. It is
    /// shown to the API and the downloader only, and only for what they do not give to everybody.</para>
    /// </summary>
    [Parameter(HelpMessage = "Personal token of Figshare's, for what is not public.")]
    public SecureString? Token { get; set; }

    /// <summary>The token to use, if any; that it would go over the wire in clear ends the cmdlet.</summary>
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

        return new FigshareSecret(text!);
    }
}
