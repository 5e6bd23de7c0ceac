using System.Linq;

namespace FigshareTools.Simulator;

/// <summary>Public projects.</summary>
internal sealed class ProjectEndpoint(SimulatedCatalog catalog, FigshareJson json)
{
    public JsonResponse Answer(ApiRequest request) => request.Path switch
    {
        ["projects", var id] => Complete(Project(id)),
        ["projects", var id, "articles"] => Articles(request, Project(id)),
        _ => JsonResponse.UnknownRoute(),
    };

    private SimulatedProject Project(string id) =>
        catalog.FindProject(RequestTarget.ReadId(id, "Project ID")) ?? throw ApiRefusal.NotFound("project");

    private JsonResponse Complete(SimulatedProject project) => JsonResponse.Ok(json.Project(project), project.Modified);

    private JsonResponse Articles(ApiRequest request, SimulatedProject project) => JsonResponse.Ok(
        FigshareJson.Array(Paging.Of(request.Parameters)
            .Of(catalog.PublicArticles(project.ArticleIds))
            .Select(json.ListedArticle)),
        project.Modified);
}
