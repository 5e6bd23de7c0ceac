using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace FigshareTools.References;

/// <summary>
/// Recognises references to other repositories, so that the error names the repository instead of "not found".
/// </summary>
internal static class OtherRepositories
{
    private static readonly (string Prefix, string Name)[] s_dois =
    [
        ("10.5281", "Zenodo"),
        ("10.5061", "Dryad"),
        ("10.7910", "the Harvard Dataverse"),
        ("10.5683", "the Dataverse Borealis"),
        ("10.17617", "the Dataverse Edmond"),
        ("10.18710", "the Dataverse DataverseNO"),
        ("10.34894", "the Dataverse DataverseNL"),
        // 4TU moved from Figshare to Djehuty, which has another API.
        ("10.4121", "4TU.ResearchData"),
        // Papers of PLOS. Figshare has their supplements (.s001 and so on), under DOIs without a Figshare id.
        ("10.1371", "PLOS"),
        ("10.17605", "OSF"),
        ("10.17632", "Mendeley Data"),
    ];

    private static readonly Regex s_plosSupplement =
        new(@"\A10\.1371/.*\.[sgt][0-9]{3}\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly (string Domain, string Name)[] s_domains =
    [
        ("zenodo.org", "Zenodo"),
        ("datadryad.org", "Dryad"),
        ("borealisdata.ca", "the Dataverse Borealis"),
        ("edmond.mpg.de", "the Dataverse Edmond"),
        ("4tu.nl", "4TU.ResearchData"),
        ("plos.org", "PLOS"),
        ("osf.io", "OSF"),
        ("data.mendeley.com", "Mendeley Data"),
    ];

    /// <summary>Refuses a DOI with another repository's prefix.</summary>
    /// <exception cref="FigshareException">The DOI belongs to another repository.</exception>
    public static void RefuseDoi(string doi)
    {
        if (!s_plosSupplement.IsMatch(doi))
        {
            Refuse($"DOI {PastedText.Show(doi)}",
                s_dois.FirstOrDefault(other => doi.StartsWith(other.Prefix + "/", StringComparison.Ordinal)).Name);
        }
    }

    /// <summary>Refuses an address of another repository.</summary>
    /// <exception cref="FigshareException">The address belongs to another repository.</exception>
    public static void RefuseAddress(WebAddress address, string text) =>
        Refuse($"'{PastedText.Show(text)}'",
            s_domains.FirstOrDefault(other => address.IsWithin(other.Domain)).Name
            ?? (address.Host.Split('.').Contains("dataverse") ? "a Dataverse" : null));

    private static void Refuse(string what, string? name)
    {
        if (name is not null)
        {
            throw new FigshareException(
                FigshareErrorId.OtherRepository,
                $"{what} belongs to {name}, not to Figshare; download it there, or, if Figshare has a copy, give the "
                + "address of its page on Figshare.");
        }
    }
}
