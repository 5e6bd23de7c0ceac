namespace FigshareTools.Manifests;

/// <summary>Receives messages and progress while an item is listed, from any thread.</summary>
public interface IListingLog : IRunLog
{
    /// <summary>Reports how many articles of a collection or project are listed.</summary>
    /// <param name="listed">Articles that are listed completely.</param>
    /// <param name="total">Articles of the collection or project.</param>
    void ReportArticles(int listed, int total);
}
