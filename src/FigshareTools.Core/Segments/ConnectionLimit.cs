using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Segments;

/// <summary>
/// Counts all connections of a run to the storage, and keeps them within <see cref="GovernorPolicy.MaximumConnections"/>. The
/// primary connection of a plate always gets a place: if there is none, a secondary connection ends first. Only where more plates
/// are downloaded at once than the limit allows, each has its primary connection, and there are no secondary ones.
/// </summary>
/// <remarks>Its lock is a leaf: no other lock is taken while it is held.</remarks>
internal sealed class ConnectionLimit
{
    private readonly object _lock = new();

    // The secondary connections that are not displaced, the newest last.
    private readonly List<SecondaryPermit> _secondaries = [];
    private int _displaced;
    private int _primaries;

    /// <summary>Whether a secondary connection would get a place.</summary>
    public bool HasRoom
    {
        get
        {
            lock (_lock)
            {
                return _primaries + _secondaries.Count + _displaced < GovernorPolicy.MaximumConnections;
            }
        }
    }

    /// <summary>Takes a place for a secondary connection; null when there is none. Disposing the permit returns it.</summary>
    public SecondaryPermit? TryEnterSecondary()
    {
        lock (_lock)
        {
            if (!HasRoom)
            {
                return null;
            }

            var permit = new SecondaryPermit(this);
            _secondaries.Add(permit);
            return permit;
        }
    }

    /// <summary>Takes a place for a primary connection, if need be that of the newest secondary connection.</summary>
    /// <returns>The place; disposing it returns it.</returns>
    public async Task<IDisposable> EnterPrimaryAsync(CancellationToken cancellationToken)
    {
        SecondaryPermit? displaced = null;
        lock (_lock)
        {
            _primaries++;
            if (_primaries + _secondaries.Count > GovernorPolicy.MaximumConnections && _secondaries.Count > 0)
            {
                displaced = _secondaries[_secondaries.Count - 1];
                _secondaries.RemoveAt(_secondaries.Count - 1);
                _displaced++;
            }
        }

        var place = new PrimaryPlace(this);
        if (displaced is not null)
        {
            // Outside the lock: cancelling runs code of the waiting connection. It ends at once, also when the run is cancelled.
            displaced.Displace();
            await displaced.Ended.ConfigureAwait(false);
        }

        if (cancellationToken.IsCancellationRequested)
        {
            place.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
        }

        return place;
    }

    private void Leave(SecondaryPermit permit)
    {
        lock (_lock)
        {
            if (!_secondaries.Remove(permit))
            {
                _displaced--;
            }
        }
    }

    private void LeavePrimary()
    {
        lock (_lock)
        {
            _primaries--;
        }
    }

    /// <summary>The place of a secondary connection.</summary>
#pragma warning disable CA1001 // A CancellationTokenSource without a timer or a parent holds no resource.
    internal sealed class SecondaryPermit(ConnectionLimit limit) : IDisposable
#pragma warning restore CA1001
    {
        private readonly CancellationTokenSource _displaced = new();
        private readonly TaskCompletionSource<bool> _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _isDisposed;

        /// <summary>Cancelled when a primary connection needs the place.</summary>
        public CancellationToken Displaced => _displaced.Token;

        /// <summary>Completes when the connection has ended.</summary>
        public Task Ended => _left.Task;

        /// <summary>Cancels the connection.</summary>
        public void Displace() => _displaced.Cancel();

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
            {
                limit.Leave(this);
                _left.SetResult(true);
            }
        }
    }

    private sealed class PrimaryPlace(ConnectionLimit limit) : IDisposable
    {
        public void Dispose() => limit.LeavePrimary();
    }
}
