using System;

namespace FigshareTools;

/// <summary>
/// A token or the key of a private link. Printing, serialising or exporting it gives three stars.
/// </summary>
public sealed class FigshareSecret : IEquatable<FigshareSecret>
{
    private const string Stars = "***";

    /// <summary>Creates a secret.</summary>
    /// <exception cref="ArgumentException">The text is empty, or the three stars of another secret.</exception>
    public FigshareSecret(string value) => Value = string.IsNullOrWhiteSpace(value) || value == Stars
        ? throw new ArgumentException("A secret was expected.", nameof(value))
        : value.Trim();

    internal string Value { get; }

    /// <summary>The secret in a text; null for an empty text, and for the three stars of another secret.</summary>
    internal static FigshareSecret? TryCreate(string? value) =>
        string.IsNullOrWhiteSpace(value) || value == Stars ? null : new FigshareSecret(value!);

    /// <summary>Whether both are the same secret. Plates are compared by value, and so are their secrets.</summary>
    public bool Equals(FigshareSecret? other) => other is not null && other.Value == Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FigshareSecret);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Value);

    /// <summary>Three stars.</summary>
    public override string ToString() => Stars;
}
