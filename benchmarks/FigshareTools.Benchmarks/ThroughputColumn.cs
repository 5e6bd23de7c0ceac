using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace FigshareTools.Benchmarks;

/// <summary>The throughput in GB/s (10^9 bytes per second).</summary>
internal sealed class ThroughputColumn : IColumn
{
    public string Id => nameof(ThroughputColumn);

    public string ColumnName => "GB/s";

    public string Legend => "10^9 bytes per second of all streams together, from the mean time";

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) =>
        GetValue(summary, benchmarkCase, SummaryStyle.Default);

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style)
    {
        // A benchmark without this parameter hashes one stream.
        var streams = benchmarkCase.Parameters["streams"] as int? ?? 1;
        return summary[benchmarkCase]?.ResultStatistics is { } result
            ? ((double)streams * Md5Benchmarks.StreamBytes / result.Mean).ToString("0.00", CultureInfo.InvariantCulture)
            : "?";
    }

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public bool IsAvailable(Summary summary) => true;
}
