using System;
using System.Linq;
using FigshareTools.Pacing;

namespace FigshareTools.Core.Tests.Pacing;

public class PaceFileTests
{
    private const long Now = 1_780_000_000;

    [Theory]
    [InlineData("https://api.figshare.com/v2", "api.figshare.com")]
    [InlineData("http://127.0.0.1:8080/v2", "127.0.0.1_8080")]
    [InlineData("http://[::1]:8080/", "___1__8080")]
    public void Host_is_a_part_of_a_file_name(string uri, string name) =>
        Assert.Equal(name, PaceFile.HostName(new Uri(uri)));

    [Theory]
    [InlineData("api.figshare.com.1780000000.slot", "api.figshare.com", "Slot", 1_780_000_000, 0)]
    [InlineData("127.0.0.1_8080.1780000020.probe", "127.0.0.1_8080", "Probe", 1_780_000_020, 0)]
    [InlineData("api.figshare.com.1780000120-2.refused", "api.figshare.com", "Refused", 1_780_000_120, 2)]
    public void Name_says_everything(string name, string host, string kind, long time, int waits)
    {
        var file = new PaceFile(host, Enum.Parse<PaceFileKind>(kind), time) { Waits = waits };

        Assert.Equal(name, file.Name);
        Assert.Equal(file, PaceFile.Parse(name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("notes.txt")]
    [InlineData("slot")]
    [InlineData(".1780000000.slot")]
    [InlineData("api.figshare.com.slot")]
    [InlineData("api.figshare.com.-1.slot")]
    [InlineData("api.figshare.com.999999999999999999999.slot")]
    [InlineData("api.figshare.com.1780000000-9999.refused")]
    [InlineData("api.figshare.com.1780000000.slot.tmp")]
    [InlineData("api.figshare.com.1780000000.SLOT")]
    [InlineData("api.figshare.com.1780000000.1.refused.x")]
    [InlineData("api figshare.1780000000.slot")]
    public void Other_names_mean_nothing(string name) => Assert.Null(PaceFile.Parse(name));

    [Theory]
    [InlineData("Slot", -120, false)]
    [InlineData("Slot", -121, true)]
    [InlineData("Probe", -121, true)]
    [InlineData("Refused", -900, false)] // as long as the longest wait, other processes may renew it
    [InlineData("Refused", -901, true)]
    [InlineData("Refused", 1_000_000, false)]
    public void Old_files_mean_nothing(string kind, long age, bool isOld) =>
        Assert.Equal(isOld, new PaceFile("a", Enum.Parse<PaceFileKind>(kind), Now + age).IsOld(Now));

    [Theory]
    [InlineData("", null, 0)]
    [InlineData("a.1780000000.slot a.1780000000.probe", null, 0)]
    [InlineData("a.1780000060-1.refused", 60, 1)]
    [InlineData("a.1780000060-1.refused a.1780000240-2.refused", 240, 2)]
    [InlineData("a.1779999500-1.refused", 0, 1)] // the probe is due
    [InlineData("a.1779990000-1.refused", null, 0)] // from a run that has ended long ago
    [InlineData("a.1780000901-1.refused", 900, 1)] // no wait is longer than 15 minutes
    [InlineData("a.99999999999-7.refused", 900, 7)]
    public void Latest_refusal_counts_within_limits(string names, int? seconds, int waits)
    {
        var refusal = SharedRefusal.Of(
            names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => PaceFile.Parse(name)!.Value), Now);

        Assert.Equal(seconds, (int?)refusal?.Remaining.TotalSeconds);
        Assert.Equal(waits, refusal?.Waits ?? 0);
    }
}
