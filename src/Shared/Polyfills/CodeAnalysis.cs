using System;
using Microsoft.CodeAnalysis;

// What .NET Framework lacks of the attributes that tell the C# compiler about null and required members.
namespace System.Diagnostics.CodeAnalysis;

/// <summary>Marks a constructor that sets all <c>required</c> members.</summary>
[Embedded]
[AttributeUsage(AttributeTargets.Constructor)]
internal sealed class SetsRequiredMembersAttribute : Attribute;

/// <summary>Marks a parameter that is not null when the method returns a given value.</summary>
/// <param name="returnValue">The return value.</param>
[Embedded]
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class NotNullWhenAttribute(bool returnValue) : Attribute
{
    /// <summary>The return value.</summary>
    public bool ReturnValue { get; } = returnValue;
}

/// <summary>Lists members that are not null after a method has returned.</summary>
/// <param name="members">The names of the members.</param>
[Embedded]
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property, AllowMultiple = true, Inherited = false)]
internal sealed class MemberNotNullAttribute(params string[] members) : Attribute
{
    /// <summary>The names of the members.</summary>
    public string[] Members { get; } = members;
}

/// <summary>Marks a method that never returns.</summary>
[Embedded]
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
internal sealed class DoesNotReturnAttribute : Attribute;
