"""c: one plate, limited bandwidth per connection: the benefit of several connections."""

from bench import MIB, Result

CONNECTION_LIMIT = 20_000_000
CONNECTIONS = 16
ARIA2 = "-x16 -s16 -k1M"


def run(bench):
    result = Result(
        "one plate, limited bandwidth per connection",
        "One plate of 2 GiB with MD5 to memory; 20 MB/s per connection.")
    plates = bench.plates("one", [bench.size(2048 * MIB)])
    with bench.server(plates, connection=CONNECTION_LIMIT) as server, bench.cleared(bench.memory) as target:
        peers = bench.peers(plates, server, target)
        ours = [bench.shell.save(plates, server, target, 5)]
        if bench.shell.has_parameter("SegmentCount"):
            ours.append(bench.shell.save(
                plates, server, target, 5, options=f" -SegmentCount {CONNECTIONS}",
                name=f"FigshareTools -SegmentCount {CONNECTIONS}"))
        else:
            result.notes.append("This build has no -SegmentCount.")
        comparison = result.add(bench.compare(
            "to memory", target, plates, [*ours, peers.aria2(1, ARIA2, verify=True), peers.aria2(1, ARIA2)],
            server=server, is_paired=False))
    start = bench.start_seconds()
    result.notes.append(f"The start of the shell takes {start:.2f} s and is included in the times above.")
    for command in ours:
        result.at_most(f"{command.name}: wall, of aria2c {ARIA2} with checksum", 0.95,
                       comparison.ratio(f"aria2c {ARIA2}, checksum=md5", our_name=command.name))
    for entry in comparison.entries.values():
        if entry.problem:
            continue
        share = _share(plates.bytes, entry.median())
        line = f"{entry.command.name}: {share:.1f} % of the bandwidth of {CONNECTIONS} connections"
        if entry.command.ours:
            line += f", {_share(plates.bytes, entry.median() - start):.1f} % without the start of the shell"
            result.at_least(f"{entry.command.name}: share of the bandwidth of {CONNECTIONS} connections", 95, share, " %")
        result.notes.append(line)
    return result


def _share(size, seconds):
    return 100 * size / (seconds * CONNECTION_LIMIT * CONNECTIONS)
