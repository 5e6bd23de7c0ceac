using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace FigshareTools.Simulator;

/// <summary>
/// The two addresses of a file's bytes, on the API and on the downloader origin. Both redirect to a presigned URL that
/// is made for the occasion.
/// </summary>
internal sealed class RedirectEndpoint(SimulatedCatalog catalog, PresignedUrls presignedUrls)
{
    public Task InvokeAsync(HttpContext context, RequestTarget target)
    {
        if (!HttpMethods.IsGet(context.Request.Method))
        {
            return JsonAnswer
                .Error(StatusCodes.Status405MethodNotAllowed, "Method not allowed", "MethodNotAllowed")
                .WriteAsync(context);
        }

        if (target.FileId is not long fileId
            || catalog.FindFile(fileId) is not SimulatedFile file
            || catalog.FindArticleOfFile(fileId) is not SimulatedArticle { HidesFiles: false } article)
        {
            return JsonAnswer.EntityNotFound("file").WriteAsync(context);
        }

        if (article.DownloadDisabled)
        {
            return JsonAnswer
                .Error(StatusCodes.Status403Forbidden, "Downloading is disabled for this item", "Forbidden")
                .WriteAsync(context);
        }

        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = file.IsLinkOnly ? file.LinkUrl : presignedUrls.Sign(file).AbsoluteUri;
        return Task.CompletedTask;
    }
}
