using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Verification;

namespace FigshareTools.Core.Tests.Verification;

/// <summary>The record of verified files. Every run writes it; only a run with TrustRecord relies on it.</summary>
public class VerificationRecordTests : VerifyRunTest
{
    private VerifyOptions Trusting => VerifyOptions with { TrustRecord = true };

    private string Record => Path.Combine(Folder, VerificationRecordFile.FileName);

    [Fact]
    public async Task Only_a_trusted_record_overlooks_a_flipped_byte()
    {
        var plate = PlaceSqlite("SQ1");
        Assert.Equal(VerificationStatus.Valid, (await VerifyAsync(plate)).Result.Status);
        Flip(plate, 50_000);

        var trusted = await VerifyAsync(Trusting, plate);

        Assert.Equal((VerificationStatus.Valid, plate.Md5, VerificationLevel.Md5),
            (trusted.Result.Status, trusted.Result.Md5, trusted.Result.Verified));
        Assert.Contains(trusted.Messages, message => message.EndsWith(": trusted", StringComparison.Ordinal));
        Assert.Equal(VerificationStatus.WrongMd5, (await VerifyAsync(plate)).Result.Status);
    }

    [Fact]
    public async Task A_file_that_was_written_since_is_hashed()
    {
        var plate = PlaceSqlite("SQ1");
        await VerifyAsync(plate);
        Flip(plate, 50_000);
        File.SetLastWriteTimeUtc(PathOf(plate), File.GetLastWriteTimeUtc(PathOf(plate)).AddTicks(10_000_000));

        Assert.Equal(VerificationStatus.WrongMd5, (await VerifyAsync(Trusting, plate)).Result.Status);
    }

    [Fact]
    public async Task An_entry_covers_one_file_id_one_MD5_and_one_length()
    {
        var plate = PlaceSqlite("SQ1") with { FileId = 7 };
        await VerifyAsync(plate);
        Flip(plate, 50_000);
        var flippedMd5 = Digest.OfFile(PathOf(plate));

        Assert.Equal(VerificationStatus.Valid, (await VerifyAsync(Trusting, plate with { FileId = 0 })).Result.Status);
        Assert.Equal(VerificationStatus.WrongMd5, (await VerifyAsync(Trusting, plate with { FileId = 8 })).Result.Status);
        Assert.Equal(flippedMd5, (await VerifyAsync(Trusting, plate with { Md5 = flippedMd5 })).Result.Md5);
        File.AppendAllText(PathOf(plate), "x");
        Assert.Equal(VerificationStatus.WrongMd5, (await VerifyAsync(Trusting, plate with { Length = null })).Result.Status);
    }

    [Fact]
    public async Task A_save_records_verified_plates_and_skips_by_a_trusted_record()
    {
        var plate = PublishBytes();
        await SaveAsync(plate);
        Flip(plate, 5000);

        Assert.Equal(VerificationStatus.Valid, (await VerifyAsync(Trusting, plate)).Result.Status);
        var skipped = (await SaveAsync(Options with { Checksum = true, TrustRecord = true }, plate)).Result;
        Assert.Equal((PlateStatus.Skipped, VerificationLevel.Md5), (skipped.Status, skipped.Verified));
        Assert.Equal(PlateStatus.Downloaded, (await SaveAsync(Options with { Checksum = true }, plate)).Result.Status);
        AssertSaved(plate);
    }

    [Fact]
    public async Task A_plate_without_an_MD5_is_not_recorded()
    {
        var plate = PublishBytes();

        await SaveAsync(plate with { Md5 = null });
        await VerifyAsync(plate with { Md5 = null });

        Assert.False(File.Exists(Record));
    }

    [Fact]
    public async Task An_unchanged_file_is_recorded_once()
    {
        var plate = PlaceSqlite("SQ1") with { FileId = 7 };
        await VerifyAsync(plate);
        var length = new FileInfo(Record).Length;

        await VerifyAsync(plate, plate);
        await VerifyAsync(Trusting, plate with { FileId = 0 });

        Assert.Equal(length, new FileInfo(Record).Length);
    }

    [Fact]
    public async Task Torn_and_foreign_lines_of_the_record_are_ignored()
    {
        FigsharePlate[] plates = [PlaceSqlite("SQ1"), PlaceSqlite("SQ2"), PlaceSqlite("SQ3")];
        await VerifyAsync(VerifyOptions with { ThrottleLimit = 1 }, plates);
        var lines = File.ReadAllLines(Record).Where(line => line.Length > 0).ToArray();
        File.WriteAllText(Record, $"\0\u0001{{\n\n{lines[0]}\n{lines[1][..60]}\nnull\n00000000 null\n{lines[2]}");

        var outcome = await VerifyAsync(Trusting, plates);

        Assert.All(outcome.Results, result => Assert.Equal(VerificationStatus.Valid, result.Status));
        Assert.Equal(2, outcome.Messages.Count(message => message.EndsWith(": trusted", StringComparison.Ordinal)));
        Assert.Equal(3, (await VerifyAsync(Trusting, plates)).Messages.Count);
    }

    [Fact]
    public async Task A_record_that_cannot_be_written_is_a_verbose_message()
    {
        var plate = PlaceSqlite("SQ1");
        Directory.CreateDirectory(Record);

        var outcome = await VerifyAsync(Trusting, plate);

        Assert.Equal(VerificationStatus.Valid, outcome.Result.Status);
        Assert.Contains("could not be recorded", Assert.Single(outcome.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_symbolic_link_is_always_hashed()
    {
        var plate = PlaceSqlite("SQ1");
        var target = Path.Combine(Directory.CreateDirectory(Path.Combine(Folder, "shared")).FullName, "x.sqlite");
        File.Move(PathOf(plate), target);
        try
        {
            File.CreateSymbolicLink(PathOf(plate), target);
        }
        catch (IOException) when (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows does not let this user create links.");
        }

        Assert.Equal(VerificationStatus.Valid, (await VerifyAsync(plate)).Result.Status);
        Assert.False(File.Exists(Record));
    }

    [Fact]
    public async Task Entries_of_plates_that_end_together_are_all_kept()
    {
        var options = VerifyOptions with { Clock = TimeProvider.System, ThrottleLimit = 8 };
        FigsharePlate[] plates = [.. Enumerable.Range(0, 200).Select(i => Place($"{i}.bin", $"plate {i}"))];

        await Task.WhenAll(VerifyAsync(options, plates[..120]), VerifyAsync(options, plates[80..]));

        var outcome = await VerifyAsync(Trusting, plates);
        Assert.Equal(200, outcome.Messages.Count(message => message.EndsWith(": trusted", StringComparison.Ordinal)));
    }
}
