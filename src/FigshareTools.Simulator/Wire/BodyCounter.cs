using System;
using System.Collections.Generic;
using System.Linq;

namespace FigshareTools.Simulator;

/// <summary>Counts storage bodies and their bytes. Protected by the lock of the <see cref="WireLog"/>.</summary>
internal sealed class BodyCounter
{
    private readonly Dictionary<long, int> _current = [];
    private readonly Dictionary<long, long> _bytes = [];

    public int Current { get; private set; }

    public int CurrentFiles => _current.Count;

    public int Maximum { get; private set; }

    public int MaximumFiles { get; private set; }

    public long BytesSent(long? fileId) =>
        fileId is long id ? _bytes.GetValueOrDefault(id) : _bytes.Values.Sum();

    public void Begin(long fileId)
    {
        _current[fileId] = _current.GetValueOrDefault(fileId) + 1;
        Current++;
        Maximum = Math.Max(Maximum, Current);
        MaximumFiles = Math.Max(MaximumFiles, _current.Count);
    }

    public void Sent(long fileId, long count) => _bytes[fileId] = _bytes.GetValueOrDefault(fileId) + count;

    public void End(long fileId)
    {
        Current--;
        if (--_current[fileId] == 0)
        {
            _current.Remove(fileId);
        }
    }

    public void Reset()
    {
        _bytes.Clear();
        Maximum = Current;
        MaximumFiles = _current.Count;
    }
}
