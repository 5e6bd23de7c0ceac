using System;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Simulator;
using FigshareTools.Transfer;

namespace FigshareTools.Core.Tests.Resuming;

/// <summary>Plates without an MD5: bytes of several answers are combined only if a validator says that they are of one file.</summary>
public class ValidatorTests : SegmentTest
{
    private static readonly DateTimeOffset s_changed = new(2024, 5, 30, 11, 14, 17, TimeSpan.Zero);

    [Theory]
    [InlineData(SimulatedValidator.EntityTag, true)]
    [InlineData(SimulatedValidator.LastModified, true)]
    [InlineData(SimulatedValidator.WeakEntityTag, false)]
    [InlineData(SimulatedValidator.None, false)]
    public async Task A_broken_body_is_resumed_only_with_a_validator(SimulatedValidator validator, bool isResumed)
    {
        var plate = Publish(validator);
        Figshare.Faults.Add(Fault.Close(2 * MiB));

        Assert.Equal(VerificationLevel.Size, (await SaveAsync(plate)).Result.Verified);

        AssertSaved(plate with { Md5 = OriginalMd5 });
        Assert.Equal(isResumed ? [null, $"bytes={2 * MiB}-"] : [null, null], StorageRequests.Select(request => request.Range));
        Assert.Equal(isResumed, StorageRequests[^1].IfRange is not null);
    }

    [Theory]
    [InlineData(SimulatedValidator.EntityTag, PlateStatus.Resumed)]
    [InlineData(SimulatedValidator.LastModified, PlateStatus.Resumed)]
    [InlineData(SimulatedValidator.WeakEntityTag, PlateStatus.Downloaded)]
    [InlineData(SimulatedValidator.None, PlateStatus.Downloaded)]
    public async Task A_partial_file_is_resumed_only_with_a_validator(SimulatedValidator validator, PlateStatus expected)
    {
        var plate = Publish(validator);
        await InterruptAsync(plate, Options with { SegmentCount = 1 }, connections: 1);

        Assert.Equal(expected, (await SaveAsync(plate)).Result.Status);

        AssertSaved(plate with { Md5 = OriginalMd5 });
    }

    [Theory]
    [InlineData(SimulatedValidator.EntityTag)]
    [InlineData(SimulatedValidator.LastModified)]
    [InlineData(SimulatedValidator.WeakEntityTag)]
    [InlineData(SimulatedValidator.None)]
    public async Task Old_and_new_file_are_never_mixed(SimulatedValidator validator)
    {
        var plate = Publish(validator);
        await InterruptAsync(plate, Options with { SegmentCount = 1 }, connections: 1);
        var changed = SimulatedContent.Pattern(16 * MiB, seed: 77);
        Publish(changed, validator, s_changed);

        Assert.Equal(PlateStatus.Downloaded, (await SaveAsync(plate)).Result.Status);

        AssertSaved(plate with { Md5 = changed.Md5 });
    }

    [Theory]
    [InlineData(SimulatedValidator.EntityTag, 4)]
    [InlineData(SimulatedValidator.LastModified, 4)]
    [InlineData(SimulatedValidator.WeakEntityTag, 1)]
    [InlineData(SimulatedValidator.None, 1)]
    public async Task A_plate_is_divided_only_with_a_validator(SimulatedValidator validator, int connections)
    {
        var plate = Publish(validator);
        using var hold = Figshare.Faults.HoldBodies(MiB);
        var saving = SaveAsync(FourConnections, plate);
        await Figshare.Log.WaitForCurrentBodiesAsync(connections, Stop);
        hold.Release();

        Assert.Equal(VerificationLevel.Size, (await saving).Result.Verified);

        AssertSaved(plate with { Md5 = OriginalMd5 });
        Assert.Equal(connections == 1, Figshare.Log.MaximumConcurrentBodies == 1);
    }

    [Fact]
    public async Task With_an_MD5_no_validator_is_needed()
    {
        var plate = Publish(SimulatedValidator.None) with { Md5 = OriginalMd5 };
        Figshare.Faults.Add(Fault.Close(2 * MiB));

        Assert.Equal(VerificationLevel.Md5, (await SaveAsync(plate)).Result.Verified);

        Assert.Equal($"bytes={2 * MiB}-", StorageRequests[^1].Range);
    }

    private static string OriginalMd5 => SimulatedContent.Pattern(16 * MiB, seed: 1).Md5;

    private FigsharePlate Publish(SimulatedValidator validator) =>
        Publish(SimulatedContent.Pattern(16 * MiB, seed: 1), validator) with { Md5 = null };
}
