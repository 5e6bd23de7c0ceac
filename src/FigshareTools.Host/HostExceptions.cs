using System;

namespace FigshareTools.Hosting;

/// <summary>The command line makes no sense.</summary>
public sealed class HostUsageException(string message) : Exception(message);

/// <summary>The host could not be made ready to run anything.</summary>
public sealed class HostStartException(string message, Exception? innerException = null)
    : Exception(message, innerException);
