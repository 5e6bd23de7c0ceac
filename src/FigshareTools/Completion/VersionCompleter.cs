using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Cmdlets;
using FigshareTools.Manifests;
using FigshareTools.References;

namespace FigshareTools.Completion;

/// <summary>
/// Offers the versions of the article that -Id names, the newest first. Figshare is asked once in a session for each article,
/// and for two seconds at most; without an answer nothing is offered. Only public articles are asked for: a completion sends no
/// token.
/// </summary>
public sealed class VersionCompleter : IArgumentCompleter
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(2);

    private static readonly ConcurrentDictionary<string, IReadOnlyList<int>> s_known = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        if (fakeBoundParameters["Id"] is not { } id || Endpoints(fakeBoundParameters["ApiUri"]) is not { } endpoints)
        {
            return [];
        }

        var versions = VersionsOf(LanguagePrimitives.ConvertTo<string>(id), endpoints, ProxyOf(fakeBoundParameters));
        return CompletionWord.Matching(
            wordToComplete, versions.Select(number => number.ToString(CultureInfo.InvariantCulture)));
    }

    private static IReadOnlyList<int> VersionsOf(string id, FigshareEndpoints endpoints, ProxyOptions proxy)
    {
        var key = $"{endpoints.ApiUri} {id}";
        if (!s_known.TryGetValue(key, out var versions))
        {
            versions = Ask(id, endpoints, proxy);
            if (versions.Count > 0)
            {
                s_known[key] = versions;
            }
        }

        return versions;
    }

    private static IReadOnlyList<int> Ask(string id, FigshareEndpoints endpoints, ProxyOptions proxy)
    {
        try
        {
            var reference = FigshareReference.Parse(id);
            using var stop = new CancellationTokenSource(s_limit);
            var options = new ApiOptions
            {
                MaximumRetryCount = 0,
                ConnectionTimeout = s_limit,
                Endpoints = endpoints,
                Proxy = proxy,
            };
            var asking = Task.Run(() => ArticleVersions.ReadAsync(reference, options, stop.Token), stop.Token);
            ((IAsyncResult)asking).AsyncWaitHandle.WaitOne(s_limit);
            stop.Cancel();
#pragma warning disable VSTHRD002 // A completer is synchronous, and the task has ended.
            return asking.Status == TaskStatus.RanToCompletion ? asking.Result : [];
#pragma warning restore VSTHRD002
        }
        catch (FigshareException)
        {
            // The reference is none.
            return [];
        }
    }

    /// <summary>The proxy that the command line names so far. A word that is no proxy yet is left out.</summary>
    private static ProxyOptions ProxyOf(IDictionary bound) => new()
    {
        Address = Uri.TryCreate(bound[nameof(ApiCmdlet.Proxy)]?.ToString(), UriKind.Absolute, out var proxy)
            && ProxyOptions.IsSupported(proxy) ? proxy : null,
        Credential = (bound[nameof(ApiCmdlet.ProxyCredential)] as PSCredential)?.GetNetworkCredential(),
        UseDefaultCredentials = LanguagePrimitives.IsTrue(bound[nameof(ApiCmdlet.ProxyUseDefaultCredentials)]),
        IsBypassed = LanguagePrimitives.IsTrue(bound[nameof(ApiCmdlet.NoProxy)]),
    };

    private static FigshareEndpoints? Endpoints(object? apiUri)
    {
        var text = apiUri?.ToString() ?? Environment.GetEnvironmentVariable(ApiCmdlet.ApiVariable);
        return string.IsNullOrWhiteSpace(text) ? FigshareEndpoints.Figshare
            : Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                ? FigshareEndpoints.Figshare with { ApiUri = uri }
                : null;
    }
}
