using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace FigshareTools.Simulator;

/// <summary>A response that does not depend on the request.</summary>
internal sealed record CannedResponse(int Status, string? ContentType = null, string Body = "")
{
    public (string Name, string Value)[] Headers { get; init; } = [];

    /// <summary>Whether the response has a Content-Length.</summary>
    public bool HasLength { get; init; } = true;

    public static CannedResponse Json(int status, string message, string code) =>
        new(status, "application/json", JsonResponse.Error(status, message, code).Body.ToJsonString());

    public static CannedResponse Xml(int status, string body) => new(status, "application/xml", body);

    /// <summary>Creates an error page like those of nginx.</summary>
    public static CannedResponse Html(int status, string title) => new(
        status,
        "text/html",
        $"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n"
        + "<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n");

    public async Task WriteAsync(HttpContext context)
    {
        var body = Encoding.UTF8.GetBytes(Body);
        var response = context.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.ContentLength = HasLength ? body.Length : null;
        foreach ((var name, var value) in Headers)
        {
            response.Headers[name] = value;
        }

        if (!HasLength)
        {
            // Sends the headers, so that the server does not compute the length.
            await response.Body.FlushAsync(context.RequestAborted);
        }

        await response.Body.WriteAsync(body, context.RequestAborted);
    }
}
