using System;

namespace FigshareTools.Http;

/// <summary>Shows that a plate waits for a host that refuses this client.</summary>
internal interface IWaitLog
{
    /// <summary>The wait has begun, or continues.</summary>
    /// <param name="host">The host.</param>
    /// <param name="until">When it is asked again.</param>
    void BeginWait(string host, DateTimeOffset until);

    /// <summary>The wait has ended.</summary>
    void EndWait();
}
