"""t: nine plates over TLS, with and without MD5."""

from bench import MIB, Result


def run(bench):
    result = Result(
        "nine plates over TLS",
        "Nine plates of 512 MiB from nginx over TLS 1.3 to memory, 9 at a time. The authority that signs nginx's certificate is"
        " made for the run, and every program verifies it.")
    plates = bench.plates("nine", [bench.size(512 * MIB)] * 9)
    with bench.nginx(plates, tls=True) as server:
        with bench.cleared(bench.memory) as target:
            peers = bench.peers(plates, server, target)
            comparison = result.add(bench.compare(
                "with MD5", target, plates,
                [bench.shell.save(plates, server, target, 9), peers.curl(9, verify=True), peers.rclone(9, verify=True),
                 peers.aria2(9, verify=True), peers.requests(9, verify=True)]))
        fastest = comparison.fastest([peer.command.name for peer in comparison.peers])
        result.at_most(f"with MD5: wall, of the fastest that verifies ({fastest})", 0.60, comparison.ratio(fastest))
        result.at_most("with MD5: wall, of aria2c with checksum", 0.42, comparison.ratio("aria2c -x1 -s1, checksum=md5"))

        with bench.cleared(bench.memory) as target:
            peers = bench.peers(plates, server, target)
            comparison = result.add(bench.compare(
                "without MD5", target, plates,
                [bench.shell.save(plates, server, target, 9, with_md5=False), peers.rclone(9), peers.aria2(9), peers.curl(9)]))
        result.at_most("without MD5: wall, of rclone", 1.10, comparison.ratio("rclone copy"))
    return result
