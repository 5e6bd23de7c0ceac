using System;
using System.Collections.Generic;
using System.Linq;

namespace FigshareTools.Hosting.Tests.Support;

/// <summary>Restores environment variables of this process. Tests that change variables use this collection.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessEnvironment(params IEnumerable<string> names) : IDisposable
{
    public const string Name = "The environment of the process";

    private readonly Dictionary<string, string?> _before =
        names.ToDictionary(name => name, Environment.GetEnvironmentVariable);

    public void Dispose()
    {
        foreach ((var name, var value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }
}
