using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using FigshareTools.Files;

namespace FigshareTools.Reports;

/// <summary>A report of what runs of <c>Save-FigsharePlate</c> did, for people: a page, or ten lines of text.</summary>
public sealed class RunReport
{
    private readonly IReadOnlyList<ReportNight> _nights;
    private readonly ReportClock _clock;

    private RunReport(IReadOnlyList<ReportNight> nights, TimeProvider? clock)
    {
        clock ??= TimeProvider.System;
        _nights = nights;
        _clock = new ReportClock(clock.LocalTimeZone, clock.GetUtcNow());
    }

    /// <summary>Reads run logs. The newest night is reported in detail.</summary>
    /// <param name="paths">The paths of the logs.</param>
    /// <param name="clock">The clock, for the time of the report and the time zone of its readers.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="FigshareException">A file cannot be read, or is not a run log.</exception>
    public static RunReport FromLogs(
        IEnumerable<string> paths, TimeProvider? clock = null, CancellationToken cancellationToken = default)
    {
        var runs = paths.SelectMany(path => RunLogReader.ReadFile(path, cancellationToken)).OrderBy(run => run.Started);
        return new RunReport(NightGrouping.Group(runs), clock);
    }

    /// <summary>Makes a report of plates. It has no times of day.</summary>
    /// <param name="plates">The plates, saved and failed.</param>
    /// <param name="clock">The clock, for the time of the report and the time zone of its readers.</param>
    public static RunReport FromPlates(IEnumerable<ReportPlate> plates, TimeProvider? clock = null) =>
        new([new ReportNight { Plates = NightGrouping.WithoutRepeatedFailures([.. plates]) }], clock);

    /// <summary>The newest night in ten lines at most.</summary>
    public IReadOnlyList<string> Summary => ReportSummary.Write(_nights[_nights.Count - 1], _clock);

    /// <summary>Writes the page. Its file appears, or is replaced, in one step when it is complete.</summary>
    /// <param name="path">The path of the page. Its folder must exist.</param>
    /// <param name="noClobber">Whether an existing file is an error.</param>
    /// <param name="force">Whether an existing file is replaced even if it is read-only.</param>
    /// <exception cref="FigshareException">The file cannot be written.</exception>
    public void Save(string path, bool noClobber = false, bool force = false)
    {
        try
        {
            using var file = new AtomicFile(path, noClobber);
            ReportPage.Write(file.Stream, _nights, _clock);
            RequireWritable(path, force);
            file.Promote();
        }
        catch (FileExistsException e)
        {
            throw new FigshareException(FigshareErrorId.FileExists,
                $"'{path}' exists; give another name, or leave -NoClobber out.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var id = e is IOException io && FileErrors.IsDiskFull(io) ? FigshareErrorId.DiskFull : FigshareErrorId.FileAccess;
            var cause = e.Message.TrimEnd('.');
            throw new FigshareException(id,
                $"'{path}' is not written: {cause}; check the path, the rights on its folder and the free space.", e);
        }
    }

    private static void RequireWritable(string path, bool force)
    {
        var file = new FileInfo(path);
        if (file is { Exists: true, IsReadOnly: true })
        {
            if (!force)
            {
                throw new UnauthorizedAccessException("the file is read-only, and -Force is not given");
            }

            file.IsReadOnly = false;
        }
    }
}
