using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using FigshareTools.Transfer;

namespace FigshareTools.Core.Tests.Architecture;

/// <summary>The rules of docs/architecture.md about folders and types.</summary>
public class FolderTests
{
    private const int MaximumParameters = 5;

    private static readonly Assembly s_engine = typeof(SaveRun).Assembly;

    /// <summary>The folders in the order of docs/architecture.md. A folder uses only folders before it.</summary>
    private static readonly string[] s_folders =
    [
        "", "Timing", "Sharding", "Files", "Hashing", "Pacing", "Http", "Api", "References", "Search", "Rows", "Manifests", "Runs",
        "Verification", "Sources", "PartialFiles", "Segments", "Transfer", "Logs", "Reports",
    ];

    [Fact]
    public void A_folder_uses_only_folders_above_it_in_the_table()
    {
        var violations =
            from type in s_engine.GetTypes()
            let folder = FolderOf(type)
            where folder is not null
            from used in TypeReferences.Of(type)
            let usedFolder = used.Assembly == s_engine ? FolderOf(used) : null
            where usedFolder is not null && Array.IndexOf(s_folders, usedFolder) > Array.IndexOf(s_folders, folder)
            select $"{folder}/{type.Name} uses {usedFolder}/{used.Name}";

        Rule.HasNoViolations(violations);
    }

    [Fact]
    public void Every_namespace_of_the_engine_is_in_the_table() =>
        Rule.HasNoViolations(s_engine.GetTypes().Select(FolderOf).OfType<string>().Distinct().Except(s_folders));

    [Fact]
    public void The_engine_does_not_reference_PowerShell() =>
        Assert.DoesNotContain("System.Management.Automation", s_engine.GetReferencedAssemblies().Select(name => name.Name));

    [Fact]
    public void Constructors_have_at_most_five_parameters()
    {
        var violations = s_engine.GetTypes()
            .Where(type => FolderOf(type) is not null && !IsData(type))
            .SelectMany(type => type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(constructor => constructor.GetParameters().Length > MaximumParameters)
            .Select(constructor => $"{constructor.DeclaringType!.Name}: {constructor.GetParameters().Length}");

        Rule.HasNoViolations(violations);
    }

    /// <summary>The folder of a type; null for a type that the compiler or a generator made.</summary>
    private static string? FolderOf(Type type)
    {
        for (var outer = type; outer is not null; outer = outer.DeclaringType)
        {
            type = outer;
        }

        var parts = (type.Namespace ?? "").Split('.');
        return parts[0] != "FigshareTools" || type.Name.StartsWith('<') ? null : parts.ElementAtOrDefault(1) ?? "";
    }

    /// <summary>Whether a type is a record, which only carries data.</summary>
    private static bool IsData(Type type) =>
        type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null
        || type.GetMethod("<Clone>$") is not null
        || type.DeclaringType is not null && type.Name.StartsWith('<');
}
