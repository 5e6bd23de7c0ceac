using System;
using System.IO;
using System.Linq;
using System.Text;

namespace FigshareTools.Core.Tests.Fuzzing;

/// <summary>Code that reads inputs from outside.</summary>
/// <param name="Name">The name, and the folder of the corpus.</param>
/// <param name="Words">Words of the grammar of its inputs.</param>
/// <param name="Read">
/// Reads an input, and checks what came of it. It throws nothing but an assertion: the documented failures are a part of it.
/// </param>
internal sealed record FuzzTarget(string Name, string[] Words, Action<string> Read)
{
    /// <summary>Whether inputs may be no valid Unicode, which a file in UTF-8 cannot be.</summary>
    public bool IsAnyText { get; init; }

    // No input is longer than 32 KB. An engine that needs a hundred times as much would let an input of 1 MB take the machine.
    private const long MaximumAllocation = 4 << 20;

    private FuzzInputs Inputs => field ??= new FuzzInputs(CorpusOf(Name), Words);

    /// <summary>Reads a number of inputs.</summary>
    /// <returns>The characters of all inputs, and the largest allocation of one.</returns>
    public (long Characters, long Allocation) Run(ulong seed, long count)
    {
        var characters = 0L;
        var largest = 0L;
        for (var index = 0L; index < count; index++)
        {
            var made = Inputs.Make(seed, index);
            var input = IsAnyText ? made : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(made));
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Read(input);
            }
            catch (Exception e)
            {
                Assert.Fail($"{Name}, seed {seed}, input {index}: {e.GetType()}: {e}\n{FuzzInputs.Literal(input)}");
            }

            characters += input.Length;
            largest = Math.Max(largest, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.True(
                largest < MaximumAllocation,
                $"{Name}, seed {seed}, input {index}: {largest} bytes for {FuzzInputs.Literal(input)}");
        }

        return (characters, largest);
    }

    private static string[] CorpusOf(string name)
    {
        var assembly = typeof(FuzzTarget).Assembly;
        var corpus = assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith($"Corpus/{name}/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(resource =>
            {
                using var text = new StreamReader(assembly.GetManifestResourceStream(resource)!);
                return text.ReadToEnd();
            })
            .ToArray();
        return corpus.Length > 0 ? corpus : throw new InvalidOperationException($"There is no corpus for {name}.");
    }
}
