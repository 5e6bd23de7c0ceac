"""b: the plates of case a, without MD5."""

from bench import MIB, Result


def run(bench):
    result = Result("nine plates without MD5", "The nine plates of case a. No program gets an MD5, and nothing is verified.")
    plates = bench.plates("nine", [bench.size(512 * MIB)] * 9)
    with bench.nginx(plates) as server:
        for concurrency in (4, 9):
            with bench.cleared(bench.memory) as target:
                peers = bench.peers(plates, server, target)
                comparison = result.add(bench.compare(
                    f"to memory, {concurrency} at a time", target, plates,
                    [bench.shell.save(plates, server, target, concurrency, with_md5=False), peers.rclone(concurrency),
                     peers.aria2(concurrency), peers.curl(concurrency), peers.xargs_curl(concurrency)], is_paired=concurrency == 9,
                    rounds=None if concurrency == 9 else 1))
        result.at_most("9 at a time to memory: wall, of rclone", 1.05, comparison.ratio("rclone copy"))
        result.at_most("9 at a time to memory: wall, of aria2c", 0.45, comparison.ratio("aria2c -x1 -s1"))
        result.at_most("9 at a time to memory: CPU, of rclone", 1.2, comparison.ratio("rclone copy", "cpu"))

        with bench.cleared(bench.disk) as target:
            peers = bench.peers(plates, server, target)
            result.add(bench.compare(
                "to disk, 9 at a time", target, plates,
                [bench.shell.save(plates, server, target, 9, with_md5=False), peers.rclone(9), peers.aria2(9)]))
    return result
