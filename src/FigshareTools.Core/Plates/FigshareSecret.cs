using System;

namespace FigshareTools;

/// <summary>
/// A token or the key of a private link. Printing, serialising or exporting it gives three stars.
/// </summary>
public sealed class FigshareSecret : IEquatable<FigshareSecret>
{
    private const string Stars = "***";

    /// <summary>Creates a secret.</summary>
    /// <exception cref="ArgumentException">
    /// The text is empty, the three stars of another secret, or has other characters than visible ASCII.
    /// </exception>
    public FigshareSecret(string value) => Value = IsSecret(value)
        ? value.Trim()
        : throw new ArgumentException("A secret was expected.", nameof(value));

    internal string Value { get; }

    /// <summary>
    /// The secret in a text; null for an empty text, for the three stars of another secret, and for a text that cannot be one.
    /// </summary>
    internal static FigshareSecret? TryCreate(string? value) => IsSecret(value) ? new FigshareSecret(value!) : null;

    /// <summary>Whether both are the same secret. Plates are compared by value, and so are their secrets.</summary>
    public bool Equals(FigshareSecret? other) => other is not null && other.Value == Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FigshareSecret);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Value);

    /// <summary>Three stars.</summary>
    public override string ToString() => Stars;

    private static bool IsSecret(string? value) =>
        !string.IsNullOrWhiteSpace(value) && value!.Trim() != Stars && HeaderText.IsValid(value.Trim());
}
