using System.Linq;

namespace FigshareTools.Simulator;

/// <summary>The endpoints for public projects.</summary>
internal sealed class ProjectEndpoint(SimulatedCatalog catalog, FigshareJson json)
{
    public JsonResponse Respond(ApiRequest request) => request.Path switch
    {
        ["projects", var id] => Complete(Project(id)),
        ["projects", var id, "articles"] => Articles(request, Project(id)),
        _ => JsonResponse.UnknownRoute(),
    };

    private SimulatedProject Project(string id) =>
        catalog.FindProject(RequestTarget.RequireId(id, "Project ID"))
        ?? throw ApiErrorException.NotFound("project");

    private JsonResponse Complete(SimulatedProject project) =>
        JsonResponse.Ok(json.RenderProject(project), project.Modified);

    private JsonResponse Articles(ApiRequest request, SimulatedProject project) => JsonResponse.Ok(
        FigshareJson.ToArray(Paging.Parse(request.Parameters)
            .Apply(catalog.PublicArticles(project.ArticleIds))
            .Select(json.RenderArticleSummary)),
        project.Modified);
}
