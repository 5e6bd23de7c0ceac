using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Simulator;
using FigshareTools.Torture.Faults;
using FigshareTools.Torture.Plates;
using FigshareTools.Torture.Saving;
using FigshareTools.Transfer;

namespace FigshareTools.Torture.Load;

/// <summary>A run that gets a plate each hour, public ones and private ones in turn.</summary>
internal sealed class WeekRun : IDisposable
{
    private const string Token = "0123456789abcdef0123456789abcdef";

    private static readonly TimeSpan s_timeLimit = TimeSpan.FromSeconds(60);

    private readonly FaultRig _rig;
    private readonly string _folder;
    private readonly Random _random;
    private readonly PlateOutcomes _outcomes = new();
    private readonly SaveRun _run;

    public WeekRun(FaultRig rig, string folder, Random random)
    {
        (_rig, _folder, _random) = (rig, folder, random);
        _run = new SaveRun(
            new SaveOptions
            {
                Destination = folder,
                Endpoints = new FigshareEndpoints(rig.Figshare.ApiUri, rig.Figshare.DownloadUri),
                Token = new FigshareSecret(Token),
                Clock = rig.Clock,
            },
            _outcomes.Add);
    }

    /// <summary>The event of the last hour.</summary>
    public WeekEvent LastEvent { get; private set; }

    /// <summary>Causes an event, saves a plate, and returns the promises that did not hold.</summary>
    public async Task<IReadOnlyList<string>> RunHourAsync(int hour, CancellationToken cancellationToken)
    {
        _rig.Reset();
        LastEvent = (WeekEvent)_random.Next(Enum.GetValues<WeekEvent>().Length);
        var isPrivate = hour % 2 == 1;
        var plate = Publish(hour, isPrivate);
        Cause(LastEvent);

        _run.TryAdd(plate.Row);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_timeLimit);
        try
        {
            await _outcomes.WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return [$"{plate.Row} has no outcome after {s_timeLimit.TotalSeconds:0} s"];
        }

        return [.. FindViolations(plate, isPrivate)];
    }

    /// <summary>Ends the run.</summary>
    public Task EndAsync(CancellationToken cancellationToken)
    {
        _run.Complete();
        return _run.Ended.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        _run.Cancel();
        _run.Dispose();
        _outcomes.Dispose();
    }

    private IEnumerable<string> FindViolations(TorturePlate plate, bool isPrivate)
    {
        var path = Path.Combine(_folder, plate.Name);
        var failures = _outcomes.FailuresOf(plate.Row.FileId);
        if (isPrivate && LastEvent == WeekEvent.TokenExpired)
        {
            return File.Exists(path) ? [$"{plate.Row} was saved with a token that is not valid"] : [];
        }

        string[] unasked = _rig.Figshare.Log.Count(FaultPoint.Redirect) > 0 ? [] : ["an open circuit outlived its two minutes"];
        return
        [
            .. failures.Select(failure => failure.Error.Message),
            .. failures.Count == 0 && !File.Exists(path) ? [$"{plate.Row} has a result and no file"] : Array.Empty<string>(),
            .. new[] { plate.FindDifference(path) }.OfType<string>(),
            .. unasked,
        ];
    }

    private TorturePlate Publish(int hour, bool isPrivate)
    {
        var content = SimulatedContent.Pattern(_random.Next(1, 200_000), _random.Next());
        var plate = new TorturePlate(
            new FigsharePlate
            {
                Plate = $"P{hour}", FileId = 100 + hour, FileName = $"P{hour}.bin", Length = content.Length, Md5 = content.Md5,
            },
            content);
        var owner = new SimulatedAccount(1, Token);
        _rig.Figshare.Catalog.Add(new SimulatedArticle
        {
            Id = 1000 + hour,
            Title = "Plates",
            Doi = $"10.6084/m9.figshare.{1000 + hour}",
            IsPublic = !isPrivate,
            Owner = owner with { IsPermitted = LastEvent != WeekEvent.TokenExpired },
            Versions = [new SimulatedVersion { Files = [plate.ToFile()] }],
        });
        return plate;
    }

    private void Cause(WeekEvent weekEvent)
    {
        var faults = _rig.Figshare.Faults;
        switch (weekEvent)
        {
            case WeekEvent.ApiRefuses:
                faults.Add(Fault.Challenge(FaultPoint.Redirect));
                break;

            case WeekEvent.HostsRefuse:
                faults.Add(Fault.ForbiddenHtml(FaultPoint.Redirect));
                faults.Add(Fault.ForbiddenHtml(FaultPoint.Downloader));
                break;

            case WeekEvent.LinksExpire:
                faults.Add(Fault.ForbiddenXml() with { Times = 3 });
                break;

            case WeekEvent.ClockIsSet:
                _rig.Clock.Jump(TimeSpan.FromHours(_random.Next(-72, 73)));
                break;

            case WeekEvent.ClockIsSetWhileRefused:
                faults.Add(Fault.Challenge(FaultPoint.Redirect));
                _rig.Clock.Jump(TimeSpan.FromHours(_random.Next(-72, 73)));
                break;

            case WeekEvent.ServerFails:
                faults.Add(Fault.Status(503, 600, FaultPoint.Storage) with { Times = 2 });
                break;
        }
    }
}

/// <summary>What happens in an hour.</summary>
internal enum WeekEvent
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The API's address refuses a request; the downloader serves.</summary>
    ApiRefuses,

    /// <summary>Both addresses refuse a request.</summary>
    HostsRefuse,

    /// <summary>The storage takes presigned URLs for expired.</summary>
    LinksExpire,

    /// <summary>The token is not valid for an hour.</summary>
    TokenExpired,

    /// <summary>The machine's clock is set, forward or back.</summary>
    ClockIsSet,

    /// <summary>The machine's clock is set, and the API's address refuses a request.</summary>
    ClockIsSetWhileRefused,

    /// <summary>The storage asks for ten minutes, twice.</summary>
    ServerFails,
}
