using System;

namespace FigshareTools;

/// <summary>
/// A token or a private link's key. It shows itself nowhere: what prints, serialises or exports it gets three stars.
/// </summary>
public sealed class FigshareSecret : IEquatable<FigshareSecret>
{
    private const string Stars = "***";

    /// <summary>Takes a secret in.</summary>
    /// <exception cref="ArgumentException">It is empty, or no more than what a secret is shown as.</exception>
    public FigshareSecret(string value) => Value = string.IsNullOrWhiteSpace(value) || value == Stars
        ? throw new ArgumentException("A secret was expected.", nameof(value))
        : value.Trim();

    internal string Value { get; }

    /// <summary>The secret in a text; null for a text that is empty or only what secrets are shown as.</summary>
    internal static FigshareSecret? TryCreate(string? value) =>
        string.IsNullOrWhiteSpace(value) || value == Stars ? null : new FigshareSecret(value!);

    /// <summary>Whether both are the same secret: plates that carry it are compared by value.</summary>
    public bool Equals(FigshareSecret? other) => other is not null && other.Value == Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FigshareSecret);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Value);

    /// <summary>Three stars.</summary>
    public override string ToString() => Stars;
}
