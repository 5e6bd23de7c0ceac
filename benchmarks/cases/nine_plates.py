"""d: nine plates, one ten times as long, with limits per connection and in total: whether all bandwidth is used."""

from bench import MIB, Result

CONNECTION_LIMIT = 20_000_000
TOTAL_LIMIT = 200_000_000


def run(bench):
    result = Result(
        "nine plates, limited bandwidth per connection and in total",
        "Eight plates of 200 MiB and one of 2,000 MiB with MD5 to memory, 9 at a time; 20 MB/s per connection,"
        " 200 MB/s in total.")
    plates = bench.plates("uneven", [bench.size(200 * MIB)] * 8 + [bench.size(2000 * MIB)])
    with bench.server(plates, connection=CONNECTION_LIMIT, total=TOTAL_LIMIT) as server, bench.cleared(bench.memory) as target:
        peers = bench.peers(plates, server, target)
        comparison = result.add(bench.compare(
            "to memory", target, plates,
            [bench.shell.save(plates, server, target, 9),
             peers.aria2(9, "-x16 -s16", verify=True), peers.aria2(9, "-x16 -s16"),
             peers.rclone(9, streams=4, verify=True), peers.rclone(9, streams=4),
             peers.aria2(9, verify=True, once=True), peers.aria2(9, once=True)],
            server=server, is_paired=False))
    result.notes.append(f"At 200 MB/s all plates take {plates.bytes / TOTAL_LIMIT:.1f} s; over one connection the long plate alone"
                        f" takes {plates.plates[-1].size / CONNECTION_LIMIT:.1f} s.")
    for tool, verification in (("aria2c", "checksum=md5"), ("rclone", "rclone checksum")):
        names = [name for name in comparison.entries if name.startswith(tool) and name.endswith(verification)]
        fastest = comparison.fastest(names)
        result.at_most(f"wall, of the fastest {tool} that verifies ({fastest})", 0.90, comparison.ratio(fastest))
    return result
