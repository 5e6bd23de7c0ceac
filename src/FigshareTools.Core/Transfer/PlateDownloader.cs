using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Files;
using FigshareTools.Hashing;
using FigshareTools.Http;
using FigshareTools.PartialFiles;
using FigshareTools.Runs;
using FigshareTools.Segments;
using FigshareTools.Sources;
using FigshareTools.Timing;
using FigshareTools.Verification;

namespace FigshareTools.Transfer;

/// <summary>What a queued row has claimed.</summary>
/// <param name="Target">The path of its file.</param>
/// <param name="Space">Disk space.</param>
/// <param name="Urls">The presigned URL, which may be requested before the plate starts.</param>
internal readonly record struct PlateClaim(ClaimedTarget Target, DiskReservation Space, PresignedUrlCache Urls);

/// <summary>Saves plates: resolve, reserve, download, verify, publish.</summary>
internal sealed class PlateDownloader(
    TransferContext shared, PlateResolver resolver, DiskSpaceGuard diskSpace, PartialFileOpener partialFiles,
    PlatePublisher publisher) : IDisposable
{
    /// <summary>Creates the stages of a run.</summary>
    public static PlateDownloader Create(SaveOptions options, FigshareHttp http, ApiRateLimiter limiter)
    {
        var clock = options.Clock;
        var retry = new RetryPolicy(options.MaximumRetryCount, clock);
        var circuits = options.Endpoints.NewCircuits(options.MaximumOutage, options.Pace, clock);
        var requests = new JsonRequests(
            http, new ApiAccess(options.Endpoints, options.Token, circuits), retry, limiter, cache: null);
        var limits = new TransferLimits(options.OperationTimeout, options.MinimumBytesPerSecond);
        var source = new PlateSource(http, requests, limiter, limits);
        var buffers = Md5Lanes.NewBuffers();
        var lanes = new Md5Lanes(buffers);
        var record = new VerificationRecord(lanes, options.TrustRecord, clock);
        var governor = new ConnectionGovernor(
            new GovernorSettings(options.SegmentCount, options.ThrottleLimit, options.MaximumBytesPerSecond), clock);
        return new PlateDownloader(
            new TransferContext(
                options, source, retry, governor, new BandwidthLimiter(options.MaximumBytesPerSecond, clock), lanes, buffers),
            new PlateResolver(
                new PlatePaths(options.Destination), new ExistingFileCheck(options, record),
                new PlateLookup(new FigshareClient(requests)), new StorageLookup(source, retry, governor.Limit)),
            new DiskSpaceGuard(options.Files, options.Destination, options.Force, clock),
            new PartialFileOpener(options.Files, clock),
            new PlatePublisher(options.ThrottleLimit, record));
    }

    /// <summary>Claims the name and the disk space that a row says, when the row is queued.</summary>
    public PlateClaim Claim(FigsharePlate row)
    {
        var target = resolver.Claim(row);
        return new(
            target, diskSpace.Register(target.Path, row.Length), new PresignedUrlCache(shared.Options.Clock));
    }

    /// <summary>The result for a row that says enough to see that its file is right; null when there may be work to do.</summary>
    public PlateResult? FindPresent(FigsharePlate row, PlateClaim claim)
    {
        // The first plate of a folder is left to a worker, because abandoned files are looked for in the whole folder.
        if (claim.Target.Path is not { } path || !partialFiles.HasDeletedAbandoned(path)
            || resolver.FindPresent(row, claim.Target) is not { } present)
        {
            return null;
        }

        diskSpace.Release(claim.Space);
        return present;
    }

    /// <summary>Whether presigned URLs can be requested before their plates start.</summary>
    public bool CanRequestAhead => shared.Source.CanRequestAhead;

    /// <summary>Requests the presigned URL of a queued plate, unless the plate may be on disk, or Figshare must wait.</summary>
    public Task RequestAheadAsync(FigsharePlate row, PlateClaim claim, CancellationToken cancellationToken) =>
        PlateResolver.IsNewDownload(row, claim.Target)
            ? shared.Source.RequestAheadAsync(row, claim.Urls, cancellationToken)
            : Task.CompletedTask;

    /// <summary>Declares that the first rows are known; see <see cref="DiskSpaceGuard"/>.</summary>
    public void CloseInitialBatch() => diskSpace.CloseInitialBatch();

    /// <summary>Changes the rate that all plates share.</summary>
    /// <param name="bytesPerSecond">The rate; 0 for no limit.</param>
    public void ChangeBandwidth(long bytesPerSecond)
    {
        shared.Bandwidth.Change(bytesPerSecond);
        shared.Governor.ChangeLimit(bytesPerSecond);
    }

    /// <summary>Saves a plate.</summary>
    /// <exception cref="FigshareException">The plate could not be saved. What can be resumed stays on disk.</exception>
    public async Task<PlateResult> SaveAsync(PlateContext run, PlateClaim claim)
    {
        var clock = shared.Options.Clock;
        var started = clock.GetTimestamp();
        try
        {
            run.Progress.Path = claim.Target.Path;
            var resolved = await resolver.ResolveAsync(run, claim.Target, claim.Urls).ConfigureAwait(false);
            var (plate, target) = (resolved.Plate, resolved.Target);
            run.Progress.Path = target;
            partialFiles.DeleteAbandoned(target);
            if (resolved.Existing is { } existing)
            {
                WarnIfUnverified(run, resolved, existing.Verified, hasStatedLength: true);
                return existing with { Elapsed = clock.GetElapsedTime(started) };
            }

            RequireNoFolder(target);
            await diskSpace.AdmitAsync(claim.Space, target, plate.Length, run.CancellationToken).ConfigureAwait(false);
            var partial = await OpenAsync(run, target, plate).ConfigureAwait(false);
            await using var _ = partial.ConfigureAwait(false);
            run.Progress.CountKept(() => partial.KeptBytes);
            // Another run may have had the plate until now.
            if (await resolver.FindPublishedAsync(run, resolved).ConfigureAwait(false) is { } published)
            {
                await partial.DiscardAsync().ConfigureAwait(false);
                return published with { Elapsed = clock.GetElapsedTime(started) };
            }

            diskSpace.Attach(claim.Space, () => partial.OccupiedBytes);

            var verifier = new ContentVerifier(plate, target, resolved.IsLengthKnown);
            var context = new DownloadContext(run, plate, verifier, partial, shared);
            var md5 = await DownloadAndVerifyAsync(context, claim.Urls).ConfigureAwait(false);
            WarnIfUnverified(run, resolved, context.Verifier.Level, hasStatedLength: partial.Length is not null);
            await publisher.PublishAsync(context, target).ConfigureAwait(false);
            return ResultOf(context, target, md5, clock.GetElapsedTime(started));
        }
        catch (Exception e) when (SaveFailure.From(e) is { } failure)
        {
            throw failure.ForSubject(run.Row.ToString());
        }
        finally
        {
            diskSpace.Release(claim.Space);
        }
    }

    public void Dispose()
    {
        shared.Lanes.Dispose();
        diskSpace.Dispose();
        publisher.Dispose();
    }

    /// <summary>Downloads and verifies a plate. If the content is wrong, it is downloaded once more, from zero.</summary>
    /// <returns>The MD5; null when none is expected.</returns>
    private static async Task<string?> DownloadAndVerifyAsync(DownloadContext context, PresignedUrlCache urls)
    {
        using var download = new PlateDownload(context, urls);
        for (var isRepeated = false; ; isRepeated = true)
        {
            try
            {
                await download.DownloadAsync().ConfigureAwait(false);
                var md5 = await download.ComputeMd5Async().ConfigureAwait(false);
                context.Verifier.Verify(context.Partial, md5);
                context.Run.Log.Report(new WorkEvent.Verified(context.Verifier.Level, md5));
                return md5;
            }
            catch (EngineException failure) when (failure.Kind == FailureKind.WrongContent)
            {
                if (isRepeated)
                {
                    await context.Partial.DiscardAsync().ConfigureAwait(false);
                    context.Run.Progress.Begin(PlateActivity.Asking, 0, context.Plate.Length);
                    throw;
                }

                await context.Run.BeginDownloadAgainAsync().ConfigureAwait(false);
                context.Run.Log.Verbose($"{failure.Cause}: once more from the start");
                await download.StartOverAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Opens the plate's partial file. While another run has it, the other plates of this run go first.</summary>
    private async Task<PartialFile> OpenAsync(PlateContext run, string target, FigsharePlate plate)
    {
        for (OwnerWatch? watch = null; ;)
        {
            EngineException inUse;
            try
            {
                return await partialFiles.OpenAsync(
                    target, plate, keepsNothing: shared.Options.Force, run.CancellationToken).ConfigureAwait(false);
            }
            catch (EngineException failure) when (failure.ErrorId == FigshareErrorId.PlateInUse)
            {
                inUse = failure;
            }

            watch ??= new OwnerWatch(target, shared.Options.Clock);
            await run.Slot.StandAsideAsync(
                () => watch.WaitAsync(inUse, run.Log, run.CancellationToken), run.CancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A folder under the plate's name is found before the download, not after 25 GB.</summary>
    private static void RequireNoFolder(string target)
    {
        if (Directory.Exists(target))
        {
            throw new EngineException(FailureKind.Permanent, FigshareErrorId.FileAccess,
                $"'{target}' is a folder", "give it another name with -FileName, or move the folder");
        }
    }

    /// <summary>Warns that nothing that Figshare or the row states was compared, unless the resolver has.</summary>
    private static void WarnIfUnverified(
        PlateContext run, ResolvedPlate resolved, VerificationLevel verified, bool hasStatedLength)
    {
        if (verified == VerificationLevel.None && !resolved.IsWarned)
        {
            run.Log.Warning(
                (hasStatedLength
                    ? "only the storage's own length is known to compare with"
                    : "not even the storage states a length, so the file may have been cut short")
                + "; give -Md5 or -Length, or list its article with Get-FigshareManifest.");
        }
    }

    private static PlateResult ResultOf(DownloadContext context, string target, string? md5, TimeSpan elapsed)
    {
        var (plate, partial) = (context.Plate, context.Partial);
        return PlateResult.Of(plate, target) with
        {
            Length = partial.WrittenBytes,
            Md5 = md5,
            Md5Source = md5 is null ? null : Md5Source.Computed,
            Status = partial.ResumedBytes > 0 ? PlateStatus.Resumed : PlateStatus.Downloaded,
            Verified = context.Verifier.Level,
            Elapsed = elapsed,
            BytesPerSecond = elapsed > TimeSpan.Zero
                ? (long)(context.Run.Progress.Downloaded / elapsed.TotalSeconds)
                : 0,
        };
    }
}
