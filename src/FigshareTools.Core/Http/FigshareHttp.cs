using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Timing;

namespace FigshareTools.Http;

/// <summary>
/// Sends single requests and classifies the responses. It does not follow redirects: each hop is a request of its own, so
/// that no credential reaches a host that it is not meant for.
/// </summary>
internal sealed class FigshareHttp : IDisposable
{
    public const string AcceptJson = "application/json";

    public const string CursorHeader = "X-Cursor";

    // The firewall answers a challenged request with a page only if the request accepts text/html. With this header the
    // answer is a bare 202.
    public const string AcceptFile = "application/octet-stream, */*;q=0.1";

    private static readonly string s_version =
        typeof(FigshareHttp).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];

    private readonly ProxyRoute _route;
    private readonly HttpClient _client;

    /// <param name="connectionTimeout">The longest wait for response headers; zero for no limit.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="proxy">The proxy; null for that of the environment or the system.</param>
    public FigshareHttp(TimeSpan connectionTimeout, TimeProvider clock, ProxyOptions? proxy = null)
    {
        ConnectionTimeout = connectionTimeout;
        Clock = clock;
        _route = new ProxyRoute(proxy ?? new ProxyOptions());
        _client = new HttpClient(HttpHandlers.New(connectionTimeout, _route)) { Timeout = Timeout.InfiniteTimeSpan };
        // The user agent names this program and where to ask about it. Figshare is not known to filter by it (2026-07).
        _client.DefaultRequestHeaders.UserAgent.ParseAdd(
            $"FigshareTools/{s_version} (+https://github.com/FigshareTools/FigshareTools)");
    }

    public TimeSpan ConnectionTimeout { get; }

    public TimeProvider Clock { get; }

    /// <summary>Sends a request and returns when the response headers are there.</summary>
    /// <exception cref="EngineException">The connection failed, or no response arrived in time.</exception>
    public async Task<HttpExchange> SendAsync(HttpRequestSpec spec, CancellationToken cancellationToken)
    {
        var uri = spec.Uri;
        using var message = spec.ToMessage();
        using var timer = new StallTimer(ConnectionTimeout, Clock, cancellationToken);
        HttpResponseMessage? response = null;
        var sent = Clock.GetTimestamp();
        try
        {
            response = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, timer.Token)
                .ConfigureAwait(false);
            var responseTime = Clock.GetElapsedTime(sent);
            using var abort = timer.DisposeOnCancel(response);
            var facts = await ReadFactsAsync(response, spec, timer.Token).ConfigureAwait(false);
            return new HttpExchange(response, ResponseClassifier.Classify(facts), RetryAfterOf(response))
            {
                ResponseTime = responseTime,
            };
        }
        // The handler's limit for a connection is the same as the timer's, and either may expire first.
        catch (Exception e) when (timer.HasExpired || e is OperationCanceledException { InnerException: TimeoutException })
        {
            response?.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw ResponseTimedOut(uri, e);
        }
        catch (Exception e) when (
            e is HttpRequestException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            response?.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw ConnectionFailure.From(uri, e, _route.ProxyTo(uri));
        }
        catch
        {
            response?.Dispose();
            throw;
        }
    }

    public void Dispose() => _client.Dispose();

    public EngineException ResponseTimedOut(Uri uri, Exception e) => new(
        FailureKind.Transient, FigshareErrorId.ConnectionTimeout,
        $"{uri.Host} did not answer within {ConnectionTimeout.TotalSeconds:0.#} s"
        + (_route.ProxyTo(uri) is { } proxy ? $" through the proxy {proxy.Name}" : ""),
        "check the network, or allow more with -ConnectionTimeoutSeconds", e)
    {
        Host = uri.Host,
    };

    private async Task<ResponseFacts> ReadFactsAsync(
        HttpResponseMessage response, HttpRequestSpec spec, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        // Only the body of a 403 is read here, because its kind decides the meaning. It is small; a file's body is not read.
        var body = response.StatusCode is HttpStatusCode.Forbidden
            ? await KindOfAsync(response.Content, cancellationToken).ConfigureAwait(false)
            : ContentKind.Other;
        var waf = response.Headers.TryGetValues("x-amzn-waf-action", out var values) ? string.Join(",", values) : null;
        return new ResponseFacts(
            spec.Uri.Host, status, waf, response.Headers.Location is not null, body, spec.Range?.Start,
            spec.Range is { } range && Matches(response.Content.Headers.ContentRange, range, spec.ExpectedLength),
            spec.ETag is not null && spec.Range is null)
        {
            IsEncoded = response.Content.Headers.ContentEncoding.Any(
                coding => !coding.Equals("identity", StringComparison.OrdinalIgnoreCase)),
            Proxy = response.StatusCode is HttpStatusCode.ProxyAuthenticationRequired ? _route.ProxyTo(spec.Uri) : null,
        };
    }

    private static bool Matches(ContentRangeHeaderValue? received, ByteRange requested, long? expectedLength) =>
        received is { Unit: "bytes", From: { } firstByte, To: { } lastByte }
        && firstByte == requested.Start
        && (requested.HasKnownEnd
            ? lastByte < requested.End
            : received.Length is not { } length || lastByte == length - 1)
        && (expectedLength is null || received.Length is null || received.Length == expectedLength);

    private static async Task<ContentKind> KindOfAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var mediaType = content.Headers.ContentType?.MediaType;
        if (ContentSniffer.KindOf(mediaType, "") is var kind && kind != ContentKind.Other)
        {
            return kind;
        }

        using var stream = await content.OpenAsync(cancellationToken).ConfigureAwait(false);
        var start = new byte[256];
        var count = await stream.ReadSomeAsync(new ArraySegment<byte>(start), cancellationToken).ConfigureAwait(false);
        return ContentSniffer.KindOf(mediaType, Encoding.UTF8.GetString(start, 0, count));
    }

    /// <summary>The Retry-After header: seconds or a date (RFC 9110, section 10.2.3).</summary>
    private TimeSpan? RetryAfterOf(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - Clock.GetUtcNow() is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
        _ => null,
    };
}
