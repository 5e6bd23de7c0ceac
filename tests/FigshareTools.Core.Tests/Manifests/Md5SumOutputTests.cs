using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Manifests;

namespace FigshareTools.Core.Tests.Manifests;

public class Md5SumOutputTests : ManifestTest
{
    [Theory]
    [InlineData("SQ1.sqlite", "SQ1.sqlite", "")]
    [InlineData(@"batch\SQ1.sqlite", "batch/SQ1.sqlite", "")] // both slashes separate folders
    [InlineData("a\nb", @"a\nb", "\\")]
    [InlineData("Zoë.sqlite", "Zoë.sqlite", "")]
    public void Names_are_written_as_md5sum_reads_them(string fileName, string written, string mark)
    {
        var path = Export("md5sums.txt", ManifestFormat.Md5Sum, new FigsharePlate { FileName = fileName, Md5 = Md5A });

        Assert.Equal($"{mark}{Md5A}  {written}\n", File.ReadAllText(path));
    }

    [Fact]
    public void A_plate_without_a_file_name_gets_its_default_name()
    {
        var path = Export("md5sums.txt", ManifestFormat.Md5Sum, new FigsharePlate { Plate = "SQ1", Md5 = Md5A.ToUpperInvariant() });

        Assert.Equal($"{Md5A}  SQ1.sqlite\n", File.ReadAllText(path));
    }

    [Fact]
    public async Task Md5sum_accepts_the_written_manifest()
    {
        if (Md5SumProgram() is not { } program)
        {
            Assert.Skip("There is no md5sum on the PATH.");
            return;
        }

        Directory.CreateDirectory(PathOf("lists"));
        using (var writer = new ManifestWriter(PathOf("lists/md5sums.txt"), ManifestFormat.Md5Sum))
        {
            foreach (var name in new[] { "a.sqlite", "a b%.sqlite", "lists/below.sqlite", "Zoë (1).sqlite", "line\nbreak", @"back\slash" })
            {
                var path = PathOf(name);
                File.WriteAllText(path, name);
                writer.Write(new FigsharePlate { FileId = 1, Md5 = Digest.OfFile(path) }, path);
            }

            writer.Complete();
        }

        Assert.Equal((6, 0), await CheckAsync(program, PathOf("lists")));

        File.AppendAllText(PathOf("a.sqlite"), "x");
        Assert.Equal((5, 1), await CheckAsync(program, PathOf("lists")));
    }

    private static async Task<(int Right, int ExitCode)> CheckAsync(string program, string folder)
    {
        using var check = Process.Start(new ProcessStartInfo(program, ["-c", "--strict", "md5sums.txt"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["LC_ALL"] = "C" },
        })!;
        var errors = check.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var lines = await check.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await errors;
        await check.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (lines.Split('\n').Count(line => line.EndsWith(": OK", StringComparison.Ordinal)), check.ExitCode);
    }

    // GNU's md5sum, with file names that Windows does not allow. The md5sum of macOS has other options.
    private static string? Md5SumProgram() => !OperatingSystem.IsLinux() ? null
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "md5sum"))
            .FirstOrDefault(File.Exists);
}
