"""c: one plate, each connection capped: how well a file is taken in parts."""

from bench import MIB, Result

CAP = 20_000_000
CONNECTIONS = 16
ARIA2 = "-x16 -s16 -k1M"


def run(bench):
    result = Result(
        "one plate, capped connections", "One plate of 2 GiB with MD5 to memory; each connection carries 20 MB/s.")
    plates = bench.plates("one", [bench.size(2048 * MIB)])
    with bench.server(plates, connection=CAP) as server, bench.emptied(bench.memory) as target:
        peers = bench.peers(plates, server, target)
        ours = [bench.shell.save(plates, server, target, 5)]
        if bench.shell.has_parameter("SegmentCount"):
            ours.append(bench.shell.save(
                plates, server, target, 5, options=f" -SegmentCount {CONNECTIONS}",
                name=f"FigshareTools -SegmentCount {CONNECTIONS}"))
        else:
            result.notes.append("This build has no -SegmentCount.")
        contest = result.add(bench.contest(
            "to memory", target, plates, [*ours, peers.aria2(1, ARIA2, verify=True), peers.aria2(1, ARIA2)],
            server=server, paired=False))
    start = bench.start_seconds()
    result.notes.append(f"The shell's start takes {start:.2f} s, which is in the times above.")
    for command in ours:
        result.at_most(f"{command.name}: wall, of aria2c {ARIA2} with checksum", 0.95,
                       contest.ratio(f"aria2c {ARIA2}, checksum=md5", ours=command.name))
    for entry in contest.entries.values():
        if entry.problem:
            continue
        share = _share(plates.bytes, entry.median())
        line = f"{entry.command.name}: {share:.1f} % of the line of {CONNECTIONS} connections"
        if entry.command.ours:
            line += f", {_share(plates.bytes, entry.median() - start):.1f} % with the shell's start taken off"
            result.at_least(f"{entry.command.name}: share of the line of {CONNECTIONS} connections", 95, share, " %")
        result.notes.append(line)
    return result


def _share(size, seconds):
    return 100 * size / (seconds * CAP * CONNECTIONS)
