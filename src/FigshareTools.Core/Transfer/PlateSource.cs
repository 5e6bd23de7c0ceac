using System;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Http;

namespace FigshareTools.Transfer;

/// <summary>
/// Where a plate's bytes come from: the API's download address, else the downloader's, each of which redirects to a
/// presigned storage URL that lives 10 seconds. So it is kept for no longer than the connections of one plate share it.
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
    /// <param name="wanted">The part, and what is known of the file.</param>
    /// <param name="link">The address that the plate's connections share.</param>
    /// <param name="report">Told what is decided, for people who want to follow.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The body, or null when the asked offset is the file's end.</returns>
    /// <exception cref="TransferFailure">No host gives it.</exception>
    public async Task<PlateBody?> OpenAsync(
        PlatePart wanted, StorageLink link, Action<string> report, CancellationToken cancellationToken)
    {
        if (await OpenKnownAsync(wanted, link, cancellationToken).ConfigureAwait(false) is { } known)
        {
            return known.Body;
        }

        await link.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await OpenKnownAsync(wanted, link, cancellationToken).ConfigureAwait(false) is { } opened
                ? opened.Body
                : await AskFigshareAsync(wanted, link, report, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            link.Leave();
        }
    }

    /// <summary>Asks the storage at the address that is known; what is refused there is asked for anew.</summary>
    private async Task<Opened?> OpenKnownAsync(
        PlatePart wanted, StorageLink link, CancellationToken cancellationToken)
    {
        if (link.Fresh is not { } uri)
        {
            return null;
        }

        using var exchange = new Owned<HttpExchange>(
            await _http.SendAsync(wanted.Question(uri), cancellationToken).ConfigureAwait(false));
        var opened = await TakeAsync(exchange, wanted, cancellationToken).ConfigureAwait(false);
        if (opened is null)
        {
            link.Forget(uri);
            if (exchange.Value.Answer.Action == AnswerAction.Retry)
            {
                throw exchange.Value.ToFailure();
            }
        }

        return opened;
    }

    private async Task<PlateBody?> AskFigshareAsync(
        PlatePart wanted, StorageLink link, Action<string> report, CancellationToken cancellationToken)
    {
        Task<PlateBody?> Open(params (Origin, Uri)[] ways) => OpenAsync(ways, wanted, link, report, cancellationToken);

        var plate = wanted.Plate;
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
        (Origin Origin, Uri Uri)[] ways, PlatePart wanted, StorageLink link, Action<string> report,
        CancellationToken cancellationToken)
    {
        (TransferFailure Failure, TimeSpan Left)? refusal = null;
        foreach (var (origin, uri) in ways)
        {
            if (origin.Refusal is null)
            {
                try
                {
                    return await AskAsync(uri, wanted, link, cancellationToken).ConfigureAwait(false);
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
        Uri uri, PlatePart wanted, StorageLink link, CancellationToken cancellationToken)
    {
        for (var renewals = 0; ; renewals++)
        {
            await _pace.WaitAsync(uri, cancellationToken).ConfigureAwait(false);
            var (answer, given) = await FollowAsync(uri, wanted, cancellationToken).ConfigureAwait(false);
            using var exchange = new Owned<HttpExchange>(answer);
            if (await TakeAsync(exchange, wanted, cancellationToken).ConfigureAwait(false) is { } opened)
            {
                // Not before it has shown itself good, and to be the last: others would ask it at once.
                if (given is { } since)
                {
                    link.Keep(answer.Response.RequestMessage!.RequestUri!, since);
                }

                return opened.Body;
            }

            switch (exchange.Value.Answer.Action)
            {
                case AnswerAction.StartOver or AnswerAction.CheckEnd:
                    wanted = wanted with { Range = null };
                    break;

                case AnswerAction.Renew when renewals < MaximumRenewals:
                    break;

                default:
                    throw exchange.Value.ToFailure();
            }
        }
    }

    /// <summary>Takes the body of a good answer, or learns that there is none to come; null for another answer.</summary>
    private async Task<Opened?> TakeAsync(
        Owned<HttpExchange> exchange, PlatePart wanted, CancellationToken cancellationToken)
    {
        var from = wanted.Range?.From ?? 0;
        var response = exchange.Value.Response;
        switch (exchange.Value.Answer.Action)
        {
            case AnswerAction.TakeFromZero:
                from = 0;
                break;

            case AnswerAction.TakeBody:
                break;

            case AnswerAction.CheckEnd when (wanted.Length ?? response.Content.Headers.ContentRange?.Length) == from:
                return new Opened(null);

            default:
                return null;
        }

        var uri = response.RequestMessage!.RequestUri!;
        return new Opened(await PlateBody.OpenAsync(
            exchange.Keep().Response, uri, from, _options.OperationTimeout, _http.Clock, cancellationToken)
            .ConfigureAwait(false));
    }

    /// <summary>Follows redirects by hand, with nothing in them but the range: S3 answers 400 to an Authorization.</summary>
    private async Task<Followed> FollowAsync(
        Uri uri, PlatePart wanted, CancellationToken cancellationToken)
    {
        long? given = null;
        for (var hop = 0; ; hop++)
        {
            var exchange = await _http.SendAsync(wanted.Question(uri), cancellationToken).ConfigureAwait(false);
            if (exchange.Answer.Action != AnswerAction.Follow)
            {
                return new Followed(exchange, given);
            }

            using (exchange)
            {
                if (hop == MaximumHops)
                {
                    throw new TransferFailure(AnswerAction.GiveUp, FigshareErrorId.UnexpectedAnswer,
                        $"{uri.Host} redirects without end", "check -ApiUri, -DownloadUri and any proxy in between");
                }

                uri = Target(uri, exchange.Response.Headers.Location!);
                given = _http.Clock.GetTimestamp();
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

    /// <summary>What a good answer gave: the body, or null when the asked offset is the file's end.</summary>
    private sealed record Opened(PlateBody? Body);

    /// <summary>Where redirects ended; <c>Given</c> is when the last of them was answered, null when there was none.</summary>
    private sealed record Followed(HttpExchange Answer, long? Given);

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
