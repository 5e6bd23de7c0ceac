using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using FigshareTools.Hosting.Terminal;
using FigshareTools.Hosting.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace FigshareTools.Hosting.Tests.Terminal;

public sealed class ProgressRendererTests : IDisposable
{
    private const string Bar = "[........................]";

    private readonly FakeTimeProvider _clock = new();
    private readonly Screen _screen = new();
    private readonly StringWriter _error = new(CultureInfo.InvariantCulture);
    private readonly ConsoleTerminal _terminal;
    private readonly ProgressRenderer _renderer;
    private readonly ProgressRenderer _log;

    public ProgressRendererTests()
    {
        _terminal = new ConsoleTerminal(TextReader.Null, _screen, _error)
        {
            OutputIsTerminal = true,
            Width = 48,
            Height = 8,
        };
        _renderer = new ProgressRenderer(_terminal, _clock);
        _log = new ProgressRenderer(new ConsoleTerminal(TextReader.Null, _screen, _error), _clock);
    }

    private string[] LogLines => _error.ToString().Split(Environment.NewLine)[..^1];

    public void Dispose()
    {
        _screen.Dispose();
        _error.Dispose();
    }

    [Fact]
    public void Bars_are_drawn_in_place_at_most_five_times_a_second()
    {
        Update(_renderer, 1, "run");
        _clock.Advance(TimeSpan.FromMilliseconds(199));
        Update(_renderer, 1, "too soon");
        Assert.Equal([$"run              {Bar} now"], _screen.Lines);

        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Update(_renderer, 1, "in time");

        Assert.Equal([$"in time          {Bar} now"], _screen.Lines);
        Assert.Equal(2, _screen.Frames);
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public void Completed_bar_disappears_at_once()
    {
        Update(_renderer, 1, "run");
        Update(_renderer, 2, "plate", parent: 1);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Update(_renderer, 3, "other", parent: 1);
        Assert.Equal(
            [$"run              {Bar} now", $"  plate          {Bar} now", $"  other          {Bar} now"],
            _screen.Lines);

        End(_renderer, 2);

        Assert.Equal([$"run              {Bar} now", $"  other          {Bar} now"], _screen.Lines);
    }

    [Fact]
    public void Bars_use_at_most_half_of_the_screen()
    {
        foreach (var id in Enumerable.Range(1, 6))
        {
            Update(_renderer, id, $"plate {id}");
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(
            [
                $"plate 1          {Bar} now", $"plate 2          {Bar} now", $"plate 3          {Bar} now",
                "... and 3 more",
            ],
            _screen.Lines);
    }

    [Fact]
    public void Output_is_written_above_the_bars()
    {
        Update(_renderer, 1, "run");
        _terminal.Write("SQ00014610" + Environment.NewLine);
        _terminal.WriteError("not on this screen");
        _terminal.Write("SQ000146");
        Assert.Equal(["SQ00014610", "SQ000146"], _screen.Lines);

        _clock.Advance(TimeSpan.FromSeconds(1));
        Update(_renderer, 1, "still");
        Assert.Equal(["SQ00014610", "SQ000146"], _screen.Lines);

        _terminal.Write("11" + Environment.NewLine);
        Assert.Equal(["SQ00014610", "SQ00014611", $"still            {Bar} now"], _screen.Lines);
    }

    [Fact]
    public void Clear_removes_the_bars_and_the_next_bar_is_drawn_at_once()
    {
        Update(_renderer, 1, "run");
        _renderer.Clear();
        Assert.Empty(_screen.Lines);

        Update(_renderer, 1, "next");
        Assert.Equal([$"next             {Bar} now"], _screen.Lines);
    }

    [Fact]
    public void Clear_without_bars_writes_nothing()
    {
        _renderer.Clear();

        Assert.Equal(0, _screen.Frames);
    }

    [Fact]
    public void Line_longer_than_the_screen_is_truncated()
    {
        _renderer.Update(0, new ProgressRecord(1, "run", new string('x', 100)));
        Assert.Equal($"run              {Bar} xxx", Assert.Single(_screen.Lines));

        _renderer.Clear();
        Assert.Empty(_screen.Lines);
    }

    [Fact]
    public void Log_gets_a_line_at_once_and_then_every_five_seconds()
    {
        Update(_log, 1, "run");
        _clock.Advance(TimeSpan.FromSeconds(4.9));
        Update(_log, 1, "too soon");
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Update(_log, 1, "in time");

        Assert.Equal(["run: now", "in time: now"], LogLines);
        Assert.Equal(0, _screen.Frames);
    }

    [Fact]
    public void Log_contains_the_topmost_activity_only()
    {
        Update(_log, 1, "run");
        _clock.Advance(TimeSpan.FromSeconds(5));
        Update(_log, 2, "plate", parent: 1);

        Assert.Equal(["run: now", "run: now"], LogLines);
    }

    [Fact]
    public void Log_contains_no_completed_activities()
    {
        Update(_log, 1, "run");
        _clock.Advance(TimeSpan.FromSeconds(5));
        End(_log, 1);
        Assert.Equal(["run: now"], LogLines);

        Update(_log, 2, "next");
        Assert.Equal(["run: now", "next: now"], LogLines);
    }

    [Fact]
    public void Log_restarts_with_each_script()
    {
        Update(_log, 1, "run");
        _log.Clear();
        Update(_log, 1, "next");

        Assert.Equal(["run: now", "next: now"], LogLines);
        Assert.Equal(0, _screen.Frames);
    }

    private static void Update(ProgressRenderer renderer, int id, string activity, int parent = -1) =>
        renderer.Update(0, new ProgressRecord(id, activity, "now") { ParentActivityId = parent });

    private static void End(ProgressRenderer renderer, int id) =>
        renderer.Update(0, new ProgressRecord(id, "end", "end") { RecordType = ProgressRecordType.Completed });
}
