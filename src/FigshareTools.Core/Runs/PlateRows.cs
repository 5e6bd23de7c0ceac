using System;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Files;
using FigshareTools.Http;
using FigshareTools.Verification;

namespace FigshareTools.Runs;

/// <summary>Makes sense of rows: what they say, where their files belong, and what Figshare's API knows beyond them.</summary>
internal sealed class PlateRows(string destination, FigshareClient api)
{
    /// <summary>A row with blank texts left out and its MD5 in one spelling.</summary>
    /// <exception cref="EngineException">It makes no sense.</exception>
    public static FigsharePlate Checked(FigsharePlate row)
    {
        if (row.Length < 0)
        {
            throw Invalid($"{row.Length} is no length", "correct the row, or leave the length out");
        }

        try
        {
            return row with
            {
                Plate = string.IsNullOrWhiteSpace(row.Plate) ? null : row.Plate!.Trim(),
                FileName = string.IsNullOrWhiteSpace(row.FileName) ? null : row.FileName,
                Md5 = Md5Text.Normalize(row.Md5),
            };
        }
        catch (FormatException e)
        {
            throw Invalid($"'{row.Md5}' is no MD5", "correct the row, or leave the MD5 out", e);
        }
    }

    /// <summary>The path of the plate's final name; null while its name is not known.</summary>
    /// <exception cref="EngineException">The name would leave the destination, or can be no file's.</exception>
    public string? PathOf(FigsharePlate plate)
    {
        if ((plate.FileName ?? (plate.Plate is { } label ? $"{label}.sqlite" : null)) is not { } name)
        {
            return null;
        }

        var (path, problem) = SafeFileName.Below(destination, name);
        return path ?? throw new EngineException(
            FailureKind.Permanent, FigshareErrorId.InvalidFileName, problem!, "give it another name with -FileName");
    }

    /// <summary>Whether there is an article to ask for what this plate lacks.</summary>
    public static bool CanAsk(FigsharePlate plate) => plate is { ArticleId: not null, FileId: > 0 };

    /// <summary>The plate with what the API tells of it.</summary>
    /// <exception cref="EngineException">It tells nothing.</exception>
    public async Task<FigsharePlate> AskAsync(
        FigsharePlate plate, IRunLog log, CancellationToken cancellationToken)
    {
        var file = await api.GetFileAsync(plate.ArticleId!.Value, plate.FileId, log, cancellationToken)
            .ConfigureAwait(false);
        if (file.IsLinkOnly is true)
        {
            throw new EngineException(FailureKind.Permanent, FigshareErrorId.LinkOnly,
                $"Figshare holds only a link to it ({file.DownloadUrl})", "fetch it there");
        }

        return plate with
        {
            Length = plate.Length ?? file.Size,
            Md5 = plate.Md5 ?? file.Md5,
            FileName = plate.FileName ?? (plate.Plate is null ? file.Name : null),
        };
    }

    /// <summary>A row that makes no sense.</summary>
    public static EngineException Invalid(string cause, string remedy, Exception? inner = null) =>
        new(FailureKind.Permanent, FigshareErrorId.InvalidPlate, cause, remedy, inner);
}
