using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace FigshareTools.Benchmarks;

/// <summary>How many bytes were hashed in a second, in GB (10^9 bytes).</summary>
internal sealed class ThroughputColumn : IColumn
{
    public string Id => nameof(ThroughputColumn);

    public string ColumnName => "GB/s";

    public string Legend => "10^9 bytes of all streams together in a second, by the mean";

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) =>
        GetValue(summary, benchmarkCase, SummaryStyle.Default);

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style)
    {
        // Of those that have no such parameter, each hashes one stream.
        var streams = benchmarkCase.Parameters["streams"] as int? ?? 1;
        return summary[benchmarkCase]?.ResultStatistics is { } result
            ? ((double)streams * Md5Benchmarks.StreamBytes / result.Mean).ToString("0.00", CultureInfo.InvariantCulture)
            : "?";
    }

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public bool IsAvailable(Summary summary) => true;
}
