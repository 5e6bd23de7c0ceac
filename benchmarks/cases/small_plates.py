"""e: two thousand small plates: what each file costs."""

import random

from bench import Result

KIB = 1024


def sizes(bench):
    chance = random.Random(2000)
    return [chance.randint(64 * KIB, 1024 * KIB) for _ in range(bench.count(2000))]


def run(bench):
    result = Result(
        "small plates",
        "2,000 plates of 64 KiB to 1 MiB to memory, 8 at once. FigshareTools is given the MD5s and follows a redirect for"
        " each plate; the others get the plates' own addresses, and compare an MD5 only where it says so.")
    plates = bench.plates("small", sizes(bench))
    with bench.nginx(plates) as server, bench.emptied(bench.small_memory) as target:
        peers = bench.peers(plates, server, target)
        contest = result.add(bench.contest(
            "to memory, 8 at once", target, plates,
            [bench.shell.save(plates, server, target, 8), peers.aria2(8), peers.rclone(8), peers.curl(8),
             peers.requests(8), peers.aria2(8, verify=True), peers.rclone(8, verify=True)]))
    start = bench.start_seconds()
    result.add_row_less("FigshareTools, shell start apart", start)
    result.notes.append(f"The shell's start, with the import of the module, takes {start:.2f} s.")
    result.at_most("wall with the shell's start apart, of aria2c", 1.0, contest.ratio("aria2c -x1 -s1", less=start))
    result.at_most("wall with the shell's start apart, of rclone", 1.5, contest.ratio("rclone copy", less=start))
    return result
