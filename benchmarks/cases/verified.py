"""a: nine plates, MD5 known, to memory and to disk."""

from bench import MIB, Result


def run(bench):
    result = Result(
        "nine plates with MD5", "Nine plates of 512 MiB from nginx; every program proves the MD5 of what it brought.")
    plates = bench.plates("nine", [bench.size(512 * MIB)] * 9)
    with bench.nginx(plates) as server:
        for at_once in (4, 9):
            with bench.emptied(bench.memory) as target:
                peers = bench.peers(plates, server, target)
                contest = result.add(bench.contest(
                    f"to memory, {at_once} at once", target, plates,
                    [bench.shell.save(plates, server, target, at_once), peers.curl(at_once, verify=True),
                     peers.rclone(at_once, verify=True), peers.aria2(at_once, verify=True),
                     peers.requests(at_once, verify=True)], paired=at_once == 9,
                    rounds=None if at_once == 9 else 1))
        aria2 = "aria2c -x1 -s1, checksum=md5"
        fastest = contest.fastest([peer.command.name for peer in contest.peers])
        result.at_most(
            f"9 at once to memory: wall, of the fastest that verifies ({fastest})", 0.55, contest.ratio(fastest))
        result.at_most("9 at once to memory: wall, of aria2c with checksum", 0.30, contest.ratio(aria2))
        result.at_most("9 at once to memory: CPU, of curl + md5sum", 0.65, contest.ratio("curl -Z + md5sum", "cpu"))

        with bench.emptied(bench.disk) as target:
            peers = bench.peers(plates, server, target)
            contest = result.add(bench.contest(
                "to disk, 9 at once", target, plates,
                [bench.shell.save(plates, server, target, 9), peers.rclone(9, verify=True),
                 peers.aria2(9, verify=True, once=True)]))
        result.at_most("9 at once to disk: wall, of aria2c with checksum", 0.13, contest.ratio(aria2))
    return result
