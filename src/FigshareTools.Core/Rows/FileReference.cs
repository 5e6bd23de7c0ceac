using FigshareTools.References;

namespace FigshareTools.Rows;

/// <summary>Reads what people give in place of a row: the id of a file, or the address of a file.</summary>
public static class FileReference
{
    /// <summary>The plate of a file. Only its ids, its version and the key of its private link are known.</summary>
    /// <param name="text">An id such as 18028784, or an address such as https://ndownloader.figshare.com/files/18028784.</param>
    /// <exception cref="FigshareException">The text does not name one file.</exception>
    public static FigsharePlate Parse(string text)
    {
        if (CellNumber.TryParse(text, out var number))
        {
            return number is > 0 and var id ? new FigsharePlate { FileId = id } : throw NoFile(text);
        }

        return ReferenceIn(text) switch
        {
            FigshareReference.File file => new FigsharePlate
            {
                FileId = file.FileId,
                ArticleId = file.ArticleId,
                Version = file.Version,
                PrivateLink = FigshareSecret.TryCreate(file.PrivateLink),
            },
            var other => throw new FigshareException(FigshareErrorId.InvalidPlate,
                $"'{PastedText.Show(text)}' is {other}, which is not one file; list its files with Get-FigshareManifest and pipe "
                + "them to this cmdlet."),
        };
    }

    private static FigshareReference ReferenceIn(string text)
    {
        try
        {
            return FigshareReference.Parse(text);
        }
        catch (FigshareException e) when (e.ErrorId == FigshareErrorId.InvalidReference)
        {
            throw NoFile(text, e);
        }
    }

    private static FigshareException NoFile(string text, FigshareException? inner = null) => new(FigshareErrorId.InvalidPlate,
        $"'{PastedText.Show(text)}' is neither the id of a file nor the address of one; an id is written in digits alone, such "
        + "as 18028784, and a table of plates is given with -Path or piped with Import-Csv.", inner);
}
