using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace FigshareTools.Simulator;

/// <summary>
/// The two addresses of a file's bytes, on the API and on the downloader origin. Both redirect to a presigned URL that
/// is made for the occasion.
/// </summary>
internal sealed class RedirectEndpoint(SimulatedCatalog catalog, PresignedUrls presignedUrls)
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
            SimulatedFile file = Find(target, context.Request.Query);
            context.Response.StatusCode = StatusCodes.Status302Found;
            context.Response.Headers.Location = file.IsLinkOnly ? file.LinkUrl : presignedUrls.Sign(file).AbsoluteUri;
        }
        catch (ApiRefusal refusal)
        {
            await refusal.Answer.WriteAsync(context);
        }
    }

    private SimulatedFile Find(RequestTarget target, IQueryCollection query)
    {
        if (target.FileId is not long fileId
            || catalog.FindFile(fileId) is not SimulatedFile file
            || catalog.FindArticleOfFile(fileId) is not SimulatedArticle article)
        {
            throw ApiRefusal.NotFound("file");
        }

        if (!article.IsPublic || article.HidesFiles)
        {
            CheckPermission(target, query, article);
        }

        return article.DownloadDisabled ? throw ApiRefusal.Forbidden("Downloading is disabled for this item") : file;
    }

    // The downloader takes a token or the key of a private link in its query (docs/api/articles.md, "Download private
    // files"; a key was seen to work in 2026-07). That the API's address takes any of it, nobody has shown.
    private void CheckPermission(RequestTarget target, IQueryCollection query, SimulatedArticle article)
    {
        string? token = query["token"];
        string? key = query["private_link"];
        if (target.Point != FaultPoint.Downloader || (token is null && key is null))
        {
            throw ApiRefusal.NotFound("file");
        }

        bool isOwner = token is not null
            && catalog.FindAccount(token) is SimulatedAccount { IsPermitted: true } account
            && account == article.Owner;
        if (!isOwner && (key is null || !article.PrivateLinks.Contains(key)))
        {
            throw ApiRefusal.Forbidden("You do not have the permission to perform this action.");
        }
    }
}
