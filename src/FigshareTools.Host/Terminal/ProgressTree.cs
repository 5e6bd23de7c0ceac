using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace FigshareTools.Hosting.Terminal;

/// <summary>The running activities in the order in which they began, each followed by its children.</summary>
internal sealed class ProgressTree
{
    private readonly List<Node> _nodes = [];

    private readonly record struct Node(long Source, ProgressRecord Record);

    public bool IsEmpty => _nodes.Count == 0;

    /// <summary>Adds or updates an activity. Removes a completed activity and its children.</summary>
    public void Update(long source, ProgressRecord record)
    {
        var known = _nodes.FindIndex(node => node.Source == source && node.Record.ActivityId == record.ActivityId);
        if (record.RecordType == ProgressRecordType.Completed)
        {
            Remove(source, record.ActivityId);
        }
        else if (known >= 0)
        {
            _nodes[known] = new Node(source, record);
        }
        else
        {
            _nodes.Add(new Node(source, record));
        }
    }

    public void Clear() => _nodes.Clear();

    /// <summary>Returns the activities with their depth in the tree.</summary>
    public IEnumerable<(ProgressRecord Record, int Depth)> InOrder()
        => _nodes.Where(node => !HasParent(node)).SelectMany(root => WithChildren(root, 0));

    private IEnumerable<(ProgressRecord Record, int Depth)> WithChildren(Node node, int depth)
    {
        var children = _nodes
            .Where(child => IsParentOf(node, child))
            .SelectMany(child => WithChildren(child, depth + 1));
        return children.Prepend((node.Record, depth));
    }

    // A child may be reported before its parent or without one. Then it is at the top level.
    private bool HasParent(Node child) => _nodes.Any(node => IsParentOf(node, child));

    private static bool IsParentOf(Node node, Node child)
        => node.Source == child.Source && node.Record.ActivityId == child.Record.ParentActivityId;

    private void Remove(long source, int activityId)
    {
        _nodes.RemoveAll(node => node.Source == source && node.Record.ActivityId == activityId);
        foreach (var child in _nodes.Where(
            node => node.Source == source && node.Record.ParentActivityId == activityId).ToList())
        {
            Remove(source, child.Record.ActivityId);
        }
    }
}
