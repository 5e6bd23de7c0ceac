"""b: the same without MD5."""

from bench import MIB, Result


def run(bench):
    result = Result("nine plates without MD5", "The same nine plates; nobody is told an MD5, so nothing is compared.")
    plates = bench.plates("nine", [bench.size(512 * MIB)] * 9)
    with bench.nginx(plates) as server:
        for at_once in (4, 9):
            with bench.emptied(bench.memory) as target:
                peers = bench.peers(plates, server, target)
                contest = result.add(bench.contest(
                    f"to memory, {at_once} at once", target, plates,
                    [bench.shell.save(plates, server, target, at_once, with_md5=False), peers.rclone(at_once),
                     peers.aria2(at_once), peers.curl(at_once), peers.xargs_curl(at_once)], paired=at_once == 9,
                    rounds=None if at_once == 9 else 1))
        result.at_most("9 at once to memory: wall, of rclone", 1.05, contest.ratio("rclone copy"))
        result.at_most("9 at once to memory: wall, of aria2c", 0.45, contest.ratio("aria2c -x1 -s1"))
        result.at_most("9 at once to memory: CPU, of rclone", 1.2, contest.ratio("rclone copy", "cpu"))

        with bench.emptied(bench.disk) as target:
            peers = bench.peers(plates, server, target)
            result.add(bench.contest(
                "to disk, 9 at once", target, plates,
                [bench.shell.save(plates, server, target, 9, with_md5=False), peers.rclone(9), peers.aria2(9)]))
    return result
