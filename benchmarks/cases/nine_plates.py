"""d: nine plates on a line with two caps, one plate ten times as long: whether the line stays full to the end."""

from bench import MIB, Result

CONNECTION = 20_000_000
LINE = 200_000_000


def run(bench):
    result = Result(
        "nine plates, capped connections and line",
        "Eight plates of 200 MiB and one of 2,000 MiB with MD5 to memory, 9 at once; a connection carries 20 MB/s, the line"
        " 200 MB/s.")
    plates = bench.plates("uneven", [bench.size(200 * MIB)] * 8 + [bench.size(2000 * MIB)])
    with bench.server(plates, connection=CONNECTION, line=LINE) as server, bench.emptied(bench.memory) as target:
        peers = bench.peers(plates, server, target)
        contest = result.add(bench.contest(
            "to memory", target, plates,
            [bench.shell.save(plates, server, target, 9),
             peers.aria2(9, "-x16 -s16", verify=True), peers.aria2(9, "-x16 -s16"),
             peers.rclone(9, streams=4, verify=True), peers.rclone(9, streams=4),
             peers.aria2(9, verify=True, once=True), peers.aria2(9, once=True)],
            server=server, paired=False))
    result.notes.append(f"At 200 MB/s all of it takes {plates.bytes / LINE:.1f} s; over one connection the long plate alone"
                        f" takes {plates.plates[-1].size / CONNECTION:.1f} s.")
    for tool, proof in (("aria2c", "checksum=md5"), ("rclone", "rclone checksum")):
        names = [name for name in contest.entries if name.startswith(tool) and name.endswith(proof)]
        fastest = contest.fastest(names)
        result.at_most(f"wall, of the fastest {tool} that verifies ({fastest})", 0.90, contest.ratio(fastest))
    return result
