using System;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Http;

namespace FigshareTools.Transfer;

/// <summary>
/// Where a plate's bytes come from: the API's download address, else the downloader's, each of which redirects to a
/// presigned storage URL that lives 10 seconds. So nothing is stored: every attempt asks anew.
/// </summary>
internal sealed class PlateSource
{
    private const int MaximumHops = 5;
    private const int MaximumRenewals = 3;

    private readonly FigshareHttp _http;
    private readonly SaveOptions _options;
    private readonly JsonRequests _requests;
    private readonly ApiPace _pace;
    private readonly Origin _api;
    private readonly Origin _downloader;

    public PlateSource(FigshareHttp http, SaveOptions options, JsonRequests requests, ApiPace pace)
    {
        _http = http;
        _options = options;
        _requests = requests;
        _pace = pace;
        _api = requests.Origin;
        _downloader = new Origin(http.Clock);
    }

    /// <summary>Opens the file from the range's start, or from zero when the server does not give that part.</summary>
    /// <param name="plate">The file, and the key to it if it has one.</param>
    /// <param name="range">The part wanted; null for all.</param>
    /// <param name="eTag">The tag of the parts already here, if any.</param>
    /// <param name="expectedLength">The file's length, if known.</param>
    /// <param name="report">Told what is decided, for people who want to follow.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The body, or null when the asked offset is the file's end.</returns>
    /// <exception cref="TransferFailure">No host gives it.</exception>
    public async Task<PlateBody?> OpenAsync(
        FigsharePlate plate, ByteRange? range, string? eTag, long? expectedLength, Action<string> report,
        CancellationToken cancellationToken)
    {
        Task<PlateBody?> Open(params (Origin, Uri)[] ways) =>
            OpenAsync(ways, range, eTag, expectedLength, report, cancellationToken);

        var uri = _options.Endpoints.DownloaderFile(plate.FileId);
        if (plate.PrivateLink is { } key)
        {
            return await Open((_downloader, With(uri, "private_link", key))).ConfigureAwait(false);
        }

        try
        {
            return await Open((_api, _options.Endpoints.ApiFile(plate.FileId)), (_downloader, uri)).ConfigureAwait(false);
        }
        catch (TransferFailure failure) when (
            failure.Answer.ErrorId == FigshareErrorId.NotFound && _options.Token is not null)
        {
            // Nothing shows that the API's download address takes a token; the downloader does, under this name.
            report("it is not public: asking the downloader with the token");
        }

        try
        {
            return await Open((_downloader, With(uri, "token", _options.Token))).ConfigureAwait(false);
        }
        catch (TransferFailure failure) when (failure.Answer.ErrorId == FigshareErrorId.PermissionDenied)
        {
            await _requests.RequireGoodTokenAsync(report, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Shows a secret to the downloader. It stays in this one address: redirects are followed without it.</summary>
    private static Uri With(Uri uri, string name, FigshareSecret secret) =>
        new($"{uri.AbsoluteUri}?{name}={Uri.EscapeDataString(secret.Value)}");

    private async Task<PlateBody?> OpenAsync(
        (Origin Origin, Uri Uri)[] ways, ByteRange? range, string? eTag, long? expectedLength, Action<string> report,
        CancellationToken cancellationToken)
    {
        (TransferFailure Failure, TimeSpan Left)? refusal = null;
        foreach (var (origin, uri) in ways)
        {
            if (origin.Refusal is null)
            {
                try
                {
                    return await AskAsync(uri, range, eTag, expectedLength, cancellationToken).ConfigureAwait(false);
                }
                catch (TransferFailure failure) when (failure.Answer.Action == AnswerAction.AskOtherHost)
                {
                    origin.Refused(failure);
                    report($"{uri.Host}: {failure.Answer.Cause}");
                }
            }

            refusal = Sooner(refusal, origin.Refusal);
        }

        throw Refused(refusal);
    }

    private static (TransferFailure, TimeSpan Left)? Sooner(
        (TransferFailure, TimeSpan Left)? one, (TransferFailure, TimeSpan Left)? other) =>
        one is { } a && (other is not { } b || a.Left <= b.Left) ? one : other;

    /// <summary>Both hosts refuse: a challenge stays one, a refusal may pass when the hosts have been left alone.</summary>
    private static TransferFailure Refused((TransferFailure Failure, TimeSpan Left)? refusal)
    {
        var (failure, left) = refusal ?? throw new InvalidOperationException("No host was asked.");
        var action = failure.Answer.ErrorId == FigshareErrorId.WafChallenge ? AnswerAction.GiveUp : AnswerAction.Retry;
        return new TransferFailure(failure.Answer with { Action = action }, left, failure);
    }

    private async Task<PlateBody?> AskAsync(
        Uri uri, ByteRange? range, string? eTag, long? expectedLength, CancellationToken cancellationToken)
    {
        for (var renewals = 0; ; renewals++)
        {
            await _pace.WaitAsync(uri, cancellationToken).ConfigureAwait(false);
            using var exchange = new Owned<HttpExchange>(
                await FollowAsync(uri, range, eTag, expectedLength, cancellationToken).ConfigureAwait(false));
            var response = exchange.Value.Response;
            var final = response.RequestMessage!.RequestUri!;
            switch (exchange.Value.Answer.Action)
            {
                case AnswerAction.TakeBody:
                    return await PlateBody.OpenAsync(
                        exchange.Keep().Response, final, range?.From ?? 0, _options.OperationTimeout, _http.Clock, cancellationToken)
                        .ConfigureAwait(false);

                case AnswerAction.TakeFromZero:
                    return await PlateBody.OpenAsync(
                        exchange.Keep().Response, final, 0, _options.OperationTimeout, _http.Clock, cancellationToken)
                        .ConfigureAwait(false);

                case AnswerAction.CheckEnd
                    when (expectedLength ?? response.Content.Headers.ContentRange?.Length) == range?.From:
                    return null;

                case AnswerAction.StartOver or AnswerAction.CheckEnd:
                    range = null;
                    break;

                case AnswerAction.Renew when renewals < MaximumRenewals:
                    break;

                default:
                    throw exchange.Value.ToFailure();
            }
        }
    }

    /// <summary>Follows redirects by hand, with nothing in them but the range: S3 answers 400 to an Authorization.</summary>
    private async Task<HttpExchange> FollowAsync(
        Uri uri, ByteRange? range, string? eTag, long? expectedLength, CancellationToken cancellationToken)
    {
        for (var hop = 0; ; hop++)
        {
            var question = new Question(uri, FigshareHttp.AcceptFile)
            {
                Range = range,
                ETag = range is null ? null : eTag,
                ExpectedLength = expectedLength,
            };
            var exchange = await _http.SendAsync(question, cancellationToken).ConfigureAwait(false);
            if (exchange.Answer.Action != AnswerAction.Follow)
            {
                return exchange;
            }

            using (exchange)
            {
                if (hop == MaximumHops)
                {
                    throw new TransferFailure(AnswerAction.GiveUp, FigshareErrorId.UnexpectedAnswer,
                        $"{uri.Host} redirects without end", "check -ApiUri, -DownloadUri and any proxy in between");
                }

                uri = Target(uri, exchange.Response.Headers.Location!);
            }
        }
    }

    /// <summary>Where a redirect leads. Any host and port will do (institutions have their own), but never out of TLS.</summary>
    internal static Uri Target(Uri from, Uri location)
    {
        var target = new Uri(from, location);
        return target.Scheme == Uri.UriSchemeHttps || (target.Scheme == Uri.UriSchemeHttp && from.Scheme == target.Scheme)
            ? target
            : throw new TransferFailure(AnswerAction.GiveUp, FigshareErrorId.InsecureRedirect,
                $"{from.Host} redirected from {from.Scheme} to {target.Scheme}://{target.Host}",
                "nothing was sent there; tell Figshare's support, or check any proxy in between");
    }

    /// <summary>Disposes what was not handed on.</summary>
    private sealed class Owned<T>(T value) : IDisposable
        where T : class, IDisposable
    {
        private bool _kept;

        public T Value { get; } = value;

        public T Keep()
        {
            _kept = true;
            return Value;
        }

        public void Dispose()
        {
            if (!_kept)
            {
                Value.Dispose();
            }
        }
    }
}
