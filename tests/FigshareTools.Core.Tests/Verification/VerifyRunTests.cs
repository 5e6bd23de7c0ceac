using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Simulator;

namespace FigshareTools.Core.Tests.Verification;

public class VerifyRunTests : VerifyRunTest
{
    [Fact]
    public async Task The_problem_of_each_plate_is_found_and_named()
    {
        FigsharePlate[] plates = [.. new[] { "good", "flipped", "cut", "gone", "page" }.Select(name => PlaceSqlite(name))];
        Flip(plates[1], plates[1].Length!.Value / 2);
        File.WriteAllBytes(PathOf(plates[2]), File.ReadAllBytes(PathOf(plates[2]))[..10_000]);
        File.Delete(PathOf(plates[3]));
        File.WriteAllText(PathOf(plates[4]), Page);

        var outcome = await VerifyAsync(plates);

        Assert.Empty(outcome.Failures);
        var results = outcome.Results.ToDictionary(result => result.Plate!);
        Assert.Equal(VerificationStatus.Valid, results["good"].Status);
        Assert.Equal((plates[0].Md5, plates[0].Length, VerificationLevel.Md5, null),
            (results["good"].Md5, results["good"].Length, results["good"].Verified, results["good"].Problem));
        Assert.Equal(VerificationStatus.WrongMd5, results["flipped"].Status);
        Assert.Equal(Digest.OfFile(PathOf(plates[1])), results["flipped"].Md5);
        Assert.Equal(VerificationStatus.WrongLength, results["cut"].Status);
        Assert.Equal($"it has 10000 bytes instead of {plates[2].Length}", results["cut"].Problem);
        Assert.Equal(VerificationStatus.Missing, results["gone"].Status);
        Assert.Equal((PathOf(plates[3]), null, null), (results["gone"].Path, results["gone"].Length, results["gone"].Md5));
        Assert.Equal(VerificationStatus.NotSqlite, results["page"].Status);
        Assert.Equal("it is a web page or an error in place of the plate", results["page"].Problem);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    public async Task A_wrong_header_byte_is_WrongMd5_when_the_length_is_right(long position)
    {
        var plate = PlaceSqlite("SQ1");
        Flip(plate, position);

        Assert.Equal(VerificationStatus.WrongMd5, (await VerifyAsync(plate)).Result.Status);
    }

    [Fact]
    public async Task Without_a_length_the_header_shows_a_page_or_a_truncated_database()
    {
        var cut = PlaceSqlite("cut") with { Length = null, Md5 = null };
        File.WriteAllBytes(PathOf(cut), File.ReadAllBytes(PathOf(cut))[..10_000]);
        var page = Place("page.sqlite", Page) with { Length = null };
        var empty = Place("empty.sqlite", "") with { Length = null, Md5 = null };

        var outcome = await VerifyAsync(cut, page, empty);

        Assert.All(outcome.Results, result => Assert.Equal(VerificationStatus.NotSqlite, result.Status));
        Assert.Contains(outcome.Results, result => result.Problem!.Contains("speaks of", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Files_of_other_types_are_checked_by_length_and_MD5_only()
    {
        var text = Place("a.csv", "a,b");
        var page = Place("b.csv", "a,b") with { Length = 999 };
        var empty = Place("c.sqlite", "");

        var statuses = (await VerifyAsync(text, page, empty)).Results
            .ToDictionary(result => Path.GetFileName(result.Path), result => result.Status);

        Assert.Equal(VerificationStatus.Valid, statuses["a.csv"]);
        Assert.Equal(VerificationStatus.WrongLength, statuses["b.csv"]);
        Assert.Equal(VerificationStatus.Valid, statuses["c.sqlite"]);
    }

    [Theory]
    [InlineData(true, VerificationLevel.Size)]
    [InlineData(false, VerificationLevel.None)]
    public async Task A_plate_without_an_MD5_is_Unverifiable(bool knowsLength, VerificationLevel verified)
    {
        var plate = PlaceSqlite("SQ1") with { Md5 = null };

        var result = (await VerifyAsync(knowsLength ? plate : plate with { Length = null })).Result;

        Assert.Equal((VerificationStatus.Unverifiable, verified, plate.Length), (result.Status, result.Verified, result.Length));
        Assert.NotNull(result.Problem);
    }

    [Fact]
    public async Task Missing_values_of_an_existing_plate_are_requested_from_Figshare()
    {
        var plate = PublishBytes(name: "100.bin");
        var gone = PublishBytes(fileId: 101);
        await SaveAsync(plate);
        var earlierRequests = Figshare.Log.Count(FaultPoint.Api);

        var outcome = await VerifyAsync(
            new FigsharePlate { FileId = 100, ArticleId = ArticleId },
            new FigsharePlate { FileId = 101, ArticleId = ArticleId, FileName = gone.FileName });

        Assert.Equal(VerificationStatus.Valid, Assert.Single(outcome.Results, result => result.Path == PathOf(plate)).Status);
        Assert.Equal(VerificationStatus.Missing, Assert.Single(outcome.Results, result => result.Path == PathOf(gone)).Status);
        Assert.InRange(Figshare.Log.Count(FaultPoint.Api) - earlierRequests, 1, 2);
    }

    [Fact]
    public async Task When_Figshare_does_not_answer_the_rest_is_verified()
    {
        var unknown = PlaceSqlite("SQ1") with { FileId = 999, ArticleId = ArticleId, Md5 = null };
        var cut = PlaceSqlite("SQ2") with { FileId = 999, ArticleId = ArticleId, Md5 = null, Length = 5 };

        var outcome = await VerifyAsync(unknown, cut);

        var result = Assert.Single(outcome.Results, result => result.Plate == "SQ1");
        Assert.Equal((VerificationStatus.Unverifiable, VerificationLevel.Size), (result.Status, result.Verified));
        Assert.Contains("no such public file", result.Problem, StringComparison.Ordinal);
        Assert.Equal(VerificationStatus.WrongLength, Assert.Single(outcome.Results, result => result.Plate == "SQ2").Status);
    }

    [Fact]
    public async Task A_path_takes_precedence_over_the_name()
    {
        var plate = PlaceSqlite("SQ1");
        var path = Path.Combine(Folder, "deeper", "x.sqlite");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Move(PathOf(plate), path);
        using var run = new VerifyUnderTest(VerifyOptions);

        run.Run.TryAdd(plate, path);

        var result = (await run.EndAsync(Stop)).Result;
        Assert.Equal((VerificationStatus.Valid, path, "SQ1"), (result.Status, result.Path, result.Plate));
    }

    public static TheoryData<FigsharePlate, FigshareErrorId> BadRows => new()
    {
        { new FigsharePlate { Plate = "P", Md5 = "x" }, FigshareErrorId.InvalidPlate },
        { new FigsharePlate { Plate = "P", Length = -1 }, FigshareErrorId.InvalidPlate },
        { new FigsharePlate { FileId = 7 }, FigshareErrorId.InvalidPlate },
        { new FigsharePlate { Plate = "../P" }, FigshareErrorId.InvalidFileName },
        { new FigsharePlate { FileName = "folder" }, FigshareErrorId.FileAccess },
        { new FigsharePlate { FileId = 999, ArticleId = ArticleId }, FigshareErrorId.NotFound },
    };

    [Theory]
    [MemberData(nameof(BadRows))]
    public async Task A_file_that_cannot_be_read_is_an_error(FigsharePlate row, FigshareErrorId expected)
    {
        Directory.CreateDirectory(Path.Combine(Folder, "folder"));

        var failure = (await VerifyAsync(row)).Failure;

        Assert.Equal(expected, failure.ErrorId);
        Assert.StartsWith($"{row}: ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_files_are_read_at_once_until_the_run_is_cancelled()
    {
        FigsharePlate[] plates = [.. Enumerable.Range(1, 4).Select(CreateSparseFile)];
        using var run = new VerifyUnderTest(VerifyOptions with { ThrottleLimit = 3 });
        foreach (var plate in plates)
        {
            run.Run.TryAdd(plate);
        }

        await run.WaitForProgressAsync(
            progress => progress.InFlight.Count(plate => plate.Done > 0) >= 3, Stop);

        Assert.Equal(3, run.Run.Progress().InFlight.Count);
        run.Run.Cancel();
        var outcome = await run.EndAsync(Stop);

        Assert.Empty(outcome.Results);
        Assert.Empty(outcome.Failures);
    }

    [Fact]
    public async Task Progress_adds_up_at_the_end()
    {
        var read = PlaceSqlite("SQ1");
        var unread = PlaceSqlite("SQ2") with { Md5 = null };
        using var run = new VerifyUnderTest(VerifyOptions);
        foreach (var plate in new[] { read with { Length = null }, unread, new FigsharePlate { Plate = "gone", Length = 5 } })
        {
            run.Run.TryAdd(plate);
        }

        await run.EndAsync(Stop);
        var progress = run.Run.Progress();

        Assert.Equal((3L, 3L, 2 * read.Length, 2 * read.Length, read.Length),
            (progress.Plates, progress.Ended, progress.DoneBytes, progress.TotalBytes, progress.DownloadedBytes));
    }

    /// <summary>Creates a sparse file, which takes a while to read.</summary>
    private FigsharePlate CreateSparseFile(int number)
    {
        var plate = new FigsharePlate { FileName = $"{number}.bin", Length = 16L << 30, Md5 = new string('0', 32) };
        using var file = File.Create(PathOf(plate));
        file.SetLength(plate.Length.Value);
        return plate;
    }
}
