using System;
using FigshareTools.Http;
using FigshareTools.Runs;

namespace FigshareTools.Verification;

/// <summary>A run that tests plates on disk; each gives a <see cref="PlateTest"/>, those that are missing too.</summary>
public sealed class TestRun : PlateRun
{
    private readonly TestCourse _course;

    /// <summary>Makes a run; it begins with the first plate.</summary>
    /// <param name="options">How plates are tested.</param>
    /// <param name="tell">Told of results, failures and decisions, from any thread.</param>
    public TestRun(TestOptions options, Action<PlateEvent> tell)
        : this(options, tell, ApiPace.Shared)
    {
    }

    internal TestRun(TestOptions options, Action<PlateEvent> tell, ApiPace pace)
        : base(options.ThrottleLimit, options.ConnectionTimeout, options.Clock, tell)
    {
        _course = new TestCourse(options, Http, pace);
        if (options.Deep && SqliteLibrary.Problem is { } problem)
        {
            tell(new PlateEvent.Warning($"-Deep is left out: {problem}. Everything else is tested."));
        }
    }

    /// <summary>Queues a plate; false when the queue is full.</summary>
    /// <param name="plate">What the file should be.</param>
    /// <param name="path">Full path of the file; null to find it by the plate's name below the destination.</param>
    public bool TryAdd(FigsharePlate plate, string? path = null) =>
        TryAdd(plate, queued: null, async (progress, told, cancellationToken) =>
        {
            var test = await _course.RunAsync(plate, path, progress, told.Report, cancellationToken).ConfigureAwait(false);
            return new(test, test.Length ?? 0);
        });
}
