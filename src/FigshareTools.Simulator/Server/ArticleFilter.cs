using System.Collections.Generic;
using System.Linq;

namespace FigshareTools.Simulator;

/// <summary>The filters of lists and searches of articles, public or private.</summary>
internal static class ArticleFilter
{
    public static IReadOnlyList<SimulatedArticle> Find(
        SimulatedCatalog catalog,
        IEnumerable<SimulatedArticle> among,
        RequestParameters parameters,
        string defaultOrder)
    {
        if (parameters.Id("item_type") is int type)
        {
            among = among.Where(article => article.DefinedType == type);
        }

        if (parameters.Id("project_id") is int projectId)
        {
            IReadOnlyList<long> ids = catalog.FindProject(projectId)?.ArticleIds ?? [];
            among = among.Where(article => ids.Contains(article.Id));
        }

        return ListFilter.Find(among, parameters, defaultOrder);
    }
}
