using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Verification;

namespace FigshareTools.Core.Tests.Support;

/// <summary>Plates on disk, and runs that verify them.</summary>
public abstract class VerifyRunTest : TransferTest
{
    protected const string Page = "<!DOCTYPE html><html><body>Request blocked.</body></html>";

    protected VerifyOptions VerifyOptions => new()
    {
        Destination = Folder,
        Endpoints = new FigshareEndpoints(Figshare.ApiUri, Figshare.DownloadUri),
        Clock = Clock,
    };

    /// <summary>Creates a database with a plate's name, and returns the plate as in a complete manifest.</summary>
    protected FigsharePlate PlaceSqlite(string plate, params string[] more)
    {
        var path = Path.Combine(Folder, $"{plate}.sqlite");
        SqlitePlate.Create(path, more);
        return Described(new FigsharePlate { Plate = plate, FileName = $"{plate}.sqlite" });
    }

    /// <summary>Creates a text file, and returns its plate as in a complete manifest.</summary>
    protected FigsharePlate Place(string name, string text)
    {
        File.WriteAllText(Path.Combine(Folder, name), text);
        return Described(new FigsharePlate { FileName = name });
    }

    /// <summary>A plate with the length and the MD5 of its file on disk.</summary>
    protected FigsharePlate Described(FigsharePlate plate) => plate with
    {
        Length = new FileInfo(PathOf(plate)).Length,
        Md5 = Digest.OfFile(PathOf(plate)),
    };

    /// <summary>Inverts a byte of a file. The time of its last write stays the same.</summary>
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

    /// <summary>Verifies any number of plates and waits for the end of the run.</summary>
    protected static async Task<RunOutcome<PlateVerification>> VerifyAsync(
        VerifyOptions options, params IEnumerable<FigsharePlate> plates)
    {
        using var run = new VerifyUnderTest(options);
        foreach (var plate in plates)
        {
            while (!run.Run.TryAdd(plate))
            {
                await run.WaitForEventAsync(Stop);
            }
        }

        return await run.EndAsync(Stop);
    }

    protected Task<RunOutcome<PlateVerification>> VerifyAsync(params IEnumerable<FigsharePlate> plates) =>
        VerifyAsync(VerifyOptions, plates);
}
