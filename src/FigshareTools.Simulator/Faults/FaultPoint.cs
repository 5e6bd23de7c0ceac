namespace FigshareTools.Simulator;

/// <summary>The endpoints of Figshare.</summary>
public enum FaultPoint
{
    /// <summary>The JSON endpoints of the API origin.</summary>
    Api,

    /// <summary><c>/v2/file/download/{id}</c> on the API origin, which redirects to storage.</summary>
    Redirect,

    /// <summary><c>/files/{id}</c> on the downloader origin, which redirects to storage.</summary>
    Downloader,

    /// <summary>The storage origin, which serves the bytes.</summary>
    Storage,
}
