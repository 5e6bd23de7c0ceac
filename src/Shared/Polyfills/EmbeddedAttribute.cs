using System;

namespace Microsoft.CodeAnalysis;

/// <summary>Marks a type as visible only within the assembly that contains it, also for friend assemblies.</summary>
[Embedded]
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Interface
    | AttributeTargets.Delegate)]
internal sealed class EmbeddedAttribute : Attribute;
