using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Verification;

namespace FigshareTools.Core.Tests.Support;

/// <summary>Plates on disk, and what a test says of them.</summary>
public abstract class VerifyRunTest : TransferTest
{
    protected const string Page = "<!DOCTYPE html><html><body>Request blocked.</body></html>";

    protected VerifyOptions VerifyOptions => new()
    {
        Destination = Folder,
        Endpoints = new FigshareEndpoints(Figshare.ApiUri, Figshare.DownloadUri),
        Clock = Clock,
    };

    /// <summary>A real database under a plate's name, and all that a manifest knows of it.</summary>
    protected FigsharePlate PlaceSqlite(string plate, params string[] more)
    {
        var path = Path.Combine(Folder, $"{plate}.sqlite");
        SqlitePlate.Create(path, more);
        return Described(new FigsharePlate { Plate = plate, FileName = $"{plate}.sqlite" });
    }

    protected FigsharePlate Place(string name, string text)
    {
        File.WriteAllText(Path.Combine(Folder, name), text);
        return Described(new FigsharePlate { FileName = name });
    }

    protected FigsharePlate Described(FigsharePlate plate) => plate with
    {
        Length = new FileInfo(PathOf(plate)).Length,
        Md5 = Digest.OfFile(PathOf(plate)),
    };

    /// <summary>Turns a byte over and leaves everything else of the file as it was.</summary>
    protected void Flip(FigsharePlate plate, long position)
    {
        var path = PathOf(plate);
        var written = File.GetLastWriteTimeUtc(path);
        using (var file = new FileStream(path, FileMode.Open))
        {
            file.Position = position;
            var value = file.ReadByte();
            file.Position = position;
            file.WriteByte((byte)~value);
        }

        File.SetLastWriteTimeUtc(path, written);
    }

    /// <summary>Tests plates to the end.</summary>
    protected static async Task<RunOutcome<PlateVerification>> TestAsync(VerifyOptions options, params IEnumerable<FigsharePlate> plates)
    {
        using var run = new VerifyUnderTest(options);
        foreach (var plate in plates)
        {
            while (!run.Run.TryAdd(plate))
            {
                await run.NextAsync(Stop);
            }
        }

        return await run.EndAsync(Stop);
    }

    protected Task<RunOutcome<PlateVerification>> TestAsync(params IEnumerable<FigsharePlate> plates) => TestAsync(VerifyOptions, plates);
}
