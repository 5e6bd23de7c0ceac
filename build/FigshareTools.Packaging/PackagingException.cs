using System;

namespace FigshareTools.Packaging;

/// <summary>The module cannot be packed or released; the message says why in one sentence.</summary>
internal sealed class PackagingException(string message) : Exception(message);
