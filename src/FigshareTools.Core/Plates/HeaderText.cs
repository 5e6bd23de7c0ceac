namespace FigshareTools;

/// <summary>Checks texts before they become a part of a request's header.</summary>
internal static class HeaderText
{
    /// <summary>
    /// Whether a text has visible ASCII characters and blanks only. A line break would add a header, and HttpClient cannot
    /// send other characters.
    /// </summary>
    public static bool IsValid(string text)
    {
        foreach (var character in text)
        {
            if (character is < ' ' or > '~')
            {
                return false;
            }
        }

        return true;
    }
}
