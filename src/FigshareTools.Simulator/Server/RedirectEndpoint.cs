using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace FigshareTools.Simulator;

/// <summary>
/// The two download addresses of a file, on the API and on the downloader origin. Both redirect to a new presigned URL.
/// </summary>
internal sealed class RedirectEndpoint(SimulatedCatalog catalog, PresignedUrlSigner urlSigner)
{
    public async Task InvokeAsync(HttpContext context, RequestTarget target)
    {
        if (!HttpMethods.IsGet(context.Request.Method))
        {
            await JsonResponse
                .Error(StatusCodes.Status405MethodNotAllowed, "Method not allowed", "MethodNotAllowed")
                .WriteAsync(context);
            return;
        }

        try
        {
            var file = Find(target, context.Request.Query);
            context.Response.StatusCode = StatusCodes.Status302Found;
            context.Response.Headers.Location = file.IsLinkOnly ? file.LinkUrl : urlSigner.Sign(file).AbsoluteUri;
        }
        catch (ApiErrorException error)
        {
            await error.Response.WriteAsync(context);
        }
    }

    private SimulatedFile Find(RequestTarget target, IQueryCollection query)
    {
        if (target.FileId is not long fileId
            || catalog.FindFile(fileId) is not SimulatedFile file
            || catalog.FindArticleOfFile(fileId) is not SimulatedArticle article)
        {
            throw ApiErrorException.NotFound("file");
        }

        if (!article.IsPublic || article.HidesFiles)
        {
            CheckPermission(target, query, article);
        }

        return article.DownloadDisabled
            ? throw ApiErrorException.Forbidden("Downloading is disabled for this item")
            : file;
    }

    // The downloader accepts a token or the key of a private link in its query (docs/api/articles.md, "Download private
    // files"; a key was seen to work in 2026-07). There is no evidence that the address on the API accepts them.
    private void CheckPermission(RequestTarget target, IQueryCollection query, SimulatedArticle article)
    {
        string? token = query["token"];
        string? key = query["private_link"];
        if (target.Point != FaultPoint.Downloader || (token is null && key is null))
        {
            throw ApiErrorException.NotFound("file");
        }

        var isOwner = token is not null
            && catalog.FindAccount(token) is SimulatedAccount { IsPermitted: true } account
            && account == article.Owner;
        if (!isOwner && (key is null || !article.PrivateLinks.Contains(key)))
        {
            throw ApiErrorException.Forbidden("You do not have the permission to perform this action.");
        }
    }
}
