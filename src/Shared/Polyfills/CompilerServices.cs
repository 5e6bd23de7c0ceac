using System;
using Microsoft.CodeAnalysis;

// The C# compiler finds these types by name, and .NET Framework does not have them. They are written by hand because the
// generator PolySharp 1.16 emits them in random order: two builds of the same source then differ.
namespace System.Runtime.CompilerServices;

/// <summary>Marks <c>init</c> accessors.</summary>
[Embedded]
internal static class IsExternalInit;

/// <summary>Marks <c>required</c> members and the types that have some.</summary>
[Embedded]
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property,
    Inherited = false)]
internal sealed class RequiredMemberAttribute : Attribute;

/// <summary>Names the language feature that a compiler must know to use a member.</summary>
/// <param name="featureName">The name of the feature.</param>
[Embedded]
[AttributeUsage(AttributeTargets.All, AllowMultiple = true, Inherited = false)]
internal sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
{
    /// <summary>The name of the feature.</summary>
    public string FeatureName { get; } = featureName;
}

/// <summary>Makes the compiler pass the text of an argument's expression.</summary>
/// <param name="parameterName">The parameter whose expression is passed.</param>
[Embedded]
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class CallerArgumentExpressionAttribute(string parameterName) : Attribute
{
    /// <summary>The parameter whose expression is passed.</summary>
    public string ParameterName { get; } = parameterName;
}
