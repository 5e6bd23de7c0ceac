using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Files;
using FigshareTools.Hashing;
using FigshareTools.Http;
using FigshareTools.Runs;
using FigshareTools.Verification;
using FigshareTools.Timing;

namespace FigshareTools.Transfer;

/// <summary>What a row has claimed: the name of its file, and room for it.</summary>
internal readonly record struct PlateClaim(TargetClaim Name, DiskReservation Room);

/// <summary>One plate's course, from a row to a proven file under its final name.</summary>
internal sealed class PlateDownloader : IDisposable
{
    private readonly SaveOptions _options;
    private readonly TransferContext _means;
    private readonly PlateResolver _expectation;
    private readonly VerificationRecord _record;
    private readonly DiskSpaceGuard _room;
    private readonly SemaphoreSlim _flushing;

    public PlateDownloader(SaveOptions options, FigshareHttp http, ApiRateLimiter pace)
    {
        _options = options;
        var retry = new RetryPolicy(options.MaximumRetryCount, options.Clock);
        var requests = new JsonRequests(http, options.Endpoints, retry, pace, options.Token, cache: null);
        var buffers = Md5Lanes.NewBuffers();
        var lanes = new Md5Lanes(buffers);
        _means = new TransferContext(
            options, new PlateSource(http, options, requests, pace), retry,
            new ConnectionGovernor(
                options.SegmentCount, options.ThrottleLimit, options.MaximumBytesPerSecond, options.Clock),
            new BandwidthLimiter(options.MaximumBytesPerSecond, options.Clock), lanes, buffers);
        _flushing = new SemaphoreSlim(options.ThrottleLimit);
        _room = new DiskSpaceGuard(options.Destination, options.Force, options.Clock);
        _record = new VerificationRecord(lanes, options.TrustRecord, options.Clock);
        _expectation = new PlateResolver(
            options, new PlateRows(options.Destination, new FigshareClient(requests)), _means.Source, retry, _record);
    }

    /// <summary>Claims the name that a row tells, and the room it takes, before its plate's turn comes.</summary>
    public PlateClaim Claim(FigsharePlate row)
    {
        var (name, path) = _expectation.Claim(row);
        var room = new DiskReservation { Path = path, Length = row.Length };
        _room.Expect(room);
        return new(name, room);
    }

    /// <summary>Says that the first rows are known, see <see cref="DiskSpaceGuard"/>.</summary>
    public void Open() => _room.Open();

    public void Dispose() => _flushing.Dispose();

    /// <summary>Saves a plate.</summary>
    /// <exception cref="FigshareException">It could not be saved; what may be continued stays beside the target.</exception>
    public async Task<PlateResult> RunAsync(
        FigsharePlate row, PlateClaim claim, PlateProgress progress, IRunLog log, CancellationToken cancellationToken)
    {
        try
        {
            var started = _options.Clock.GetTimestamp();
            var (plate, target, present) = await _expectation.ResolveAsync(
                row, claim.Name, progress, log, cancellationToken).ConfigureAwait(false);
            if (present is not null)
            {
                return present with { Elapsed = _options.Clock.GetElapsedTime(started) };
            }

            RequireFreeName(target);
            (claim.Room.Path, claim.Room.Length) = (target, plate.Length);
            await _room.RequireAsync(claim.Room, cancellationToken).ConfigureAwait(false);
            var partial = await PartialFile.OpenAsync(
                target, plate, anew: _options.Force, _options.Clock, cancellationToken).ConfigureAwait(false);
            await using var leaving = partial.ConfigureAwait(false);
            claim.Room.Taken = () => partial.Taken;
            using var fetch = new PlateFetch(
                plate, new PlateChecks(plate, target), partial, _means, progress, log);
            var md5 = await fetch.RunAsync(cancellationToken).ConfigureAwait(false);
            await PromoteAsync(partial, cancellationToken).ConfigureAwait(false);
            if (plate.Md5 is not null)
            {
                await _record.AddAsync(new FileInfo(target), plate, log).ConfigureAwait(false);
            }

            var elapsed = _options.Clock.GetElapsedTime(started);
            return new PlateResult
            {
                Plate = plate.Plate,
                FileId = plate.FileId,
                Path = target,
                Length = partial.Total,
                Md5 = md5,
                ExpectedMd5 = plate.Md5,
                Status = partial.Kept > 0 ? PlateStatus.Resumed : PlateStatus.Downloaded,
                Verified = plate.Md5 is not null ? VerificationLevel.Md5
                    : partial.Length is not null ? VerificationLevel.Size
                    : VerificationLevel.None,
                Elapsed = elapsed,
                BytesPerSecond = elapsed > TimeSpan.Zero ? (long)(progress.Fetched / elapsed.TotalSeconds) : 0,
            };
        }
        catch (EngineException failure)
        {
            throw failure.ForSubject(row.ToString());
        }
        catch (IOException e) when (FreeSpace.IsWhy(e))
        {
            throw DiskSpaceGuard.DiskFull(e.Message, e).ForSubject(row.ToString());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EngineException(FailureKind.Permanent, FigshareErrorId.FileAccess, e.Message.TrimEnd('.'),
                "close what uses the file, or check the rights on the folder", e).ForSubject(row.ToString());
        }
        finally
        {
            _room.Leave(claim.Room);
        }
    }

    /// <summary>
    /// Flushing holds a thread: of the plates that are only to be named, no more do so at once than are fetched.
    /// </summary>
    private async Task PromoteAsync(PartialFile partial, CancellationToken cancellationToken)
    {
        await _flushing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await partial.PromoteAsync().ConfigureAwait(false);
        }
        finally
        {
            _flushing.Release();
        }
    }

    /// <summary>Better now than after 25 GB.</summary>
    private static void RequireFreeName(string target)
    {
        if (Directory.Exists(target))
        {
            throw new EngineException(FailureKind.Permanent, FigshareErrorId.FileAccess,
                $"'{target}' is a folder", "give it another name with -FileName, or move the folder");
        }
    }
}
