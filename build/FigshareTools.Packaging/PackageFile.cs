namespace FigshareTools.Packaging;

/// <summary>A file of a package.</summary>
/// <param name="Name">The path inside the package, with slashes.</param>
/// <param name="Content">The bytes.</param>
internal sealed record PackageFile(string Name, byte[] Content);
