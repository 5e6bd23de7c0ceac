using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Http;
using FigshareTools.References;

namespace FigshareTools.Manifests;

/// <summary>Lists the public versions of an article.</summary>
public static class ArticleVersions
{
    /// <summary>Requests the numbers of the versions, the newest first.</summary>
    /// <param name="reference">The article. Anything else has no versions that can be listed.</param>
    /// <param name="options">How the API is asked.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="FigshareException">There is no such article, or the API does not serve it.</exception>
    public static async Task<IReadOnlyList<int>> ReadAsync(
        FigshareReference reference, ApiOptions options, CancellationToken cancellationToken)
    {
        using var http = new FigshareHttp(options.ConnectionTimeout, options.Clock, options.Proxy);
        var api = new FigshareClient(JsonRequests.Create(options, http, ApiRateLimiter.For(options.Pace, options.Clock)));
        var log = new SilentLog();
        try
        {
            var item = await new ReferenceResolver(api).ResolveAsync(reference, log, cancellationToken).ConfigureAwait(false);
            if (item is not FigshareReference.Article article)
            {
                return [];
            }

            var versions = await api.GetVersionsAsync(article.Id, log, cancellationToken).ConfigureAwait(false);
            return [.. versions.Select(version => version.Version).OrderByDescending(number => number)];
        }
        catch (EngineException failure)
        {
            throw failure.ForSubject(reference.ToString());
        }
    }

    private sealed class SilentLog : IRunLog
    {
        public void Report(WorkEvent workEvent)
        {
        }

        public void Warning(string message)
        {
        }
    }
}
