using System.Buffers;
using FigshareTools.Hashing;
using FigshareTools.Http;
using FigshareTools.Timing;

namespace FigshareTools.Transfer;

/// <summary>What all plates of a run share to be fetched.</summary>
/// <param name="Options">How plates are saved.</param>
/// <param name="Source">Where bytes come from.</param>
/// <param name="Retry">How often and when it is tried again.</param>
/// <param name="Governor">How many connections a plate has.</param>
/// <param name="Limit">How fast bytes may come.</param>
/// <param name="Lanes">What hashes them.</param>
/// <param name="Buffers">What they are read into.</param>
internal sealed record TransferContext(
    SaveOptions Options, PlateSource Source, RetryPolicy Retry, ConnectionGovernor Governor, BandwidthLimiter Limit, Md5Lanes Lanes,
    ArrayPool<byte> Buffers);
