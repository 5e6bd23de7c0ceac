namespace FigshareTools.Segments;

/// <summary>A plate that can be downloaded over several connections.</summary>
internal interface ISegmentedDownload
{
    /// <summary>The number of connections, without those that are to retire.</summary>
    int ActiveConnections { get; }

    /// <summary>Bytes that further connections could share; 0 when the plate cannot be divided.</summary>
    long ShareableBytes { get; }

    /// <summary>Starts one more connection.</summary>
    void AddConnection();

    /// <summary>Lets one connection retire after its segment, if there is more than one.</summary>
    void RemoveConnection();
}
