"""a: nine plates with known MD5, to memory and to disk."""

from bench import MIB, Result


def run(bench):
    result = Result(
        "nine plates with MD5", "Nine plates of 512 MiB from nginx; every program verifies the MD5.")
    plates = bench.plates("nine", [bench.size(512 * MIB)] * 9)
    with bench.nginx(plates) as server:
        for concurrency in (4, 9):
            with bench.cleared(bench.memory) as target:
                peers = bench.peers(plates, server, target)
                comparison = result.add(bench.compare(
                    f"to memory, {concurrency} at a time", target, plates,
                    [bench.shell.save(plates, server, target, concurrency), peers.curl(concurrency, verify=True),
                     peers.rclone(concurrency, verify=True), peers.aria2(concurrency, verify=True),
                     peers.requests(concurrency, verify=True)], is_paired=concurrency == 9,
                    rounds=None if concurrency == 9 else 1))
        aria2 = "aria2c -x1 -s1, checksum=md5"
        fastest = comparison.fastest([peer.command.name for peer in comparison.peers])
        result.at_most(
            f"9 at a time to memory: wall, of the fastest that verifies ({fastest})", 0.55, comparison.ratio(fastest))
        result.at_most("9 at a time to memory: wall, of aria2c with checksum", 0.30, comparison.ratio(aria2))
        result.at_most("9 at a time to memory: CPU, of curl + md5sum", 0.65, comparison.ratio("curl -Z + md5sum", "cpu"))

        with bench.cleared(bench.disk) as target:
            peers = bench.peers(plates, server, target)
            comparison = result.add(bench.compare(
                "to disk, 9 at a time", target, plates,
                [bench.shell.save(plates, server, target, 9), peers.rclone(9, verify=True),
                 peers.aria2(9, verify=True, once=True)]))
        result.at_most("9 at a time to disk: wall, of aria2c with checksum", 0.13, comparison.ratio(aria2))
    return result
