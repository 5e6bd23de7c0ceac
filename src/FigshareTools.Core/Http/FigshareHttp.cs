using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Http;

/// <summary>
/// Sends single requests and reads what their answers mean. Redirects are not followed here: each hop is a request of its
/// own, so that no credential travels further than the host it is meant for.
/// </summary>
internal sealed class FigshareHttp : IDisposable
{
    public const string AcceptJson = "application/json";

    public const string CursorHeader = "X-Cursor";

    // A challenged request gets a page only when it accepts text/html; asked like this, it is a bare 202.
    public const string AcceptFile = "application/octet-stream, */*;q=0.1";

    private static readonly string s_version =
        typeof(FigshareHttp).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];

    private readonly HttpClient _client;

    /// <param name="connectionTimeout">The longest wait for an answer's headers; zero for no limit.</param>
    /// <param name="clock">Where time comes from.</param>
    public FigshareHttp(TimeSpan connectionTimeout, TimeProvider clock)
    {
        ConnectionTimeout = connectionTimeout;
        Clock = clock;
        _client = new HttpClient(NewHandler()) { Timeout = Timeout.InfiniteTimeSpan };
        // An honest name: nothing shows that Figshare judges by it (observed 2026-07), and it tells them whom to ask.
        _client.DefaultRequestHeaders.UserAgent.ParseAdd(
            $"FigshareTools/{s_version} (+https://github.com/FigshareTools/FigshareTools)");
    }

    public TimeSpan ConnectionTimeout { get; }

    public TimeProvider Clock { get; }

    /// <summary>Sends a request and returns as soon as the headers are read.</summary>
    /// <exception cref="TransferFailure">No answer.</exception>
    public async Task<HttpExchange> SendAsync(Question question, CancellationToken cancellationToken)
    {
        var uri = question.Uri;
        using var request = question.ToRequest();
        using var watch = new StallWatch(ConnectionTimeout, Clock, cancellationToken);
        HttpResponseMessage? response = null;
        try
        {
            response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, watch.Token)
                .ConfigureAwait(false);
            using var abort = watch.AbortOnCancel(response);
            var facts = await ReadFactsAsync(response, question, watch.Token).ConfigureAwait(false);
            return new HttpExchange(response, AnswerTable.Read(facts), RetryAfterOf(response));
        }
        catch (Exception e) when (watch.Expired)
        {
            response?.Dispose();
            throw NoAnswer(uri, e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or ObjectDisposedException)
        {
            response?.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw NoConnection(uri, e);
        }
        catch
        {
            response?.Dispose();
            throw;
        }
    }

    public void Dispose() => _client.Dispose();

    public TransferFailure NoAnswer(Uri uri, Exception e) => new(
        AnswerAction.Retry, FigshareErrorId.ConnectionTimeout,
        $"{uri.Host} did not answer within {ConnectionTimeout.TotalSeconds:0.#} s",
        "check the network, or allow more with -ConnectionTimeoutSeconds", e);

    public static TransferFailure NoConnection(Uri uri, Exception e) => new(
        AnswerAction.Retry, FigshareErrorId.ConnectionFailed,
        $"the connection to {uri.Host} failed ({(e.InnerException ?? e).Message.TrimEnd('.')})",
        "check network, proxy and firewall (institutions keep files on hosts of their own)", e);

    private static async Task<AnswerFacts> ReadFactsAsync(
        HttpResponseMessage response, Question question, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        // Only a refusal is told apart by its body, which is small; a file's body is never touched here.
        var body = response.StatusCode is HttpStatusCode.Forbidden
            ? await KindOfAsync(response.Content, cancellationToken).ConfigureAwait(false)
            : ContentKind.Other;
        var waf = response.Headers.TryGetValues("x-amzn-waf-action", out var values) ? string.Join(",", values) : null;
        return new AnswerFacts(
            question.Uri.Host, status, waf, response.Headers.Location is not null, body, question.Range?.From,
            question.Range is { } part && Fits(response.Content.Headers.ContentRange, part, question.ExpectedLength),
            question.ETag is not null && question.Range is null);
    }

    private static bool Fits(ContentRangeHeaderValue? got, ByteRange asked, long? expectedLength) =>
        got is { Unit: "bytes", From: { } from, To: { } to }
        && from == asked.From
        && (asked.To is { } end ? to <= end : got.Length is not { } length || to == length - 1)
        && (expectedLength is null || got.Length is null || got.Length == expectedLength);

    private static async Task<ContentKind> KindOfAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var mediaType = content.Headers.ContentType?.MediaType;
        if (Content.KindOf(mediaType, "") is var kind && kind != ContentKind.Other)
        {
            return kind;
        }

        using var stream = await content.OpenAsync(cancellationToken).ConfigureAwait(false);
        var start = new byte[256];
        var count = await stream.ReadSomeAsync(new ArraySegment<byte>(start), cancellationToken).ConfigureAwait(false);
        return Content.KindOf(mediaType, Encoding.UTF8.GetString(start, 0, count));
    }

    /// <summary>Retry-After in both of its forms, RFC 9110 section 10.2.3; PowerShell's own cmdlets know only one.</summary>
    private TimeSpan? RetryAfterOf(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - Clock.GetUtcNow() is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
        _ => null,
    };

#if NET
    private SocketsHttpHandler NewHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = ConnectionTimeout > TimeSpan.Zero ? ConnectionTimeout : Timeout.InfiniteTimeSpan,
    };
#else
    private static HttpClientHandler NewHandler()
    {
        // .NET Framework: without these, an old default may shut out TLS 1.2, and all plates share two connections.
        if (ServicePointManager.SecurityProtocol != 0)
        {
            ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls12;
        }

        return new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxConnectionsPerServer = int.MaxValue,
        };
    }
#endif
}

/// <summary>A request's answer, its body not yet read. Whoever holds it disposes it.</summary>
internal sealed class HttpExchange(HttpResponseMessage response, Answer answer, TimeSpan? retryAfter) : IDisposable
{
    public HttpResponseMessage Response { get; } = response;

    public Answer Answer { get; } = answer;

    public TransferFailure ToFailure() => new(
        retryAfter > RetryPolicy.MaximumWait
            ? Answer with { Cause = $"{Answer.Cause} and asks to wait {retryAfter.Value.TotalHours:0.#} hours" }
            : Answer,
        retryAfter);

    public void Dispose() => Response.Dispose();
}
