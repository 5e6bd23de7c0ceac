using System;

namespace FigshareTools.Hosting;

/// <summary>The command line is invalid.</summary>
public sealed class HostUsageException(string message) : Exception(message);

/// <summary>The host cannot start: the module or the script file is missing or cannot be loaded.</summary>
public sealed class HostStartException(string message, Exception? innerException = null)
    : Exception(message, innerException);
