using System;

namespace FigshareTools.Manifests;

/// <summary>Who is told what, from whichever thread it happens on, while manifests are read.</summary>
/// <param name="Report">Decisions, for people who want to follow.</param>
/// <param name="Warn">What a list leaves out, or cannot say.</param>
/// <param name="Count">Articles of a collection or project that are done, and how many there are so far.</param>
public sealed record ManifestListener(Action<string> Report, Action<string> Warn, Action<int, int> Count);
