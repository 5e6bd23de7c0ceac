using System.Collections.Generic;
using System.Linq;

namespace FigshareTools.Simulator;

/// <summary>Filters lists and searches of articles, public or private.</summary>
internal static class ArticleFilter
{
    public static IReadOnlyList<SimulatedArticle> Apply(
        SimulatedCatalog catalog,
        IEnumerable<SimulatedArticle> articles,
        RequestParameters parameters,
        string defaultOrder)
    {
        if (parameters.GetId("item_type") is int type)
        {
            articles = articles.Where(article => article.DefinedType == type);
        }

        if (parameters.GetId("project_id") is int projectId)
        {
            var ids = catalog.FindProject(projectId)?.ArticleIds ?? [];
            articles = articles.Where(article => ids.Contains(article.Id));
        }

        return ListFilter.Apply(articles, parameters, defaultOrder);
    }
}
