"""e: two thousand small plates: the cost per file."""

import random

from bench import Result

KIB = 1024


def sizes(bench):
    random_source = random.Random(2000)
    return [random_source.randint(64 * KIB, 1024 * KIB) for _ in range(bench.count(2000))]


def run(bench):
    result = Result(
        "small plates",
        "2,000 plates of 64 KiB to 1 MiB to memory, 8 at a time. FigshareTools verifies the MD5 and follows a redirect for"
        " each plate. The others use direct addresses, and verify an MD5 only where their name says so.")
    plates = bench.plates("small", sizes(bench))
    with bench.nginx(plates) as server, bench.cleared(bench.small_memory) as target:
        peers = bench.peers(plates, server, target)
        comparison = result.add(bench.compare(
            "to memory, 8 at a time", target, plates,
            [bench.shell.save(plates, server, target, 8), peers.aria2(8), peers.rclone(8), peers.curl(8),
             peers.requests(8), peers.aria2(8, verify=True), peers.rclone(8, verify=True)]))
    start = bench.start_seconds()
    result.add_row_without("FigshareTools, without the start of the shell", start)
    result.notes.append(f"The start of the shell, including the import of the module, takes {start:.2f} s.")
    result.at_most("wall without the start of the shell, of aria2c", 1.0, comparison.ratio("aria2c -x1 -s1", subtracted=start))
    result.at_most("wall without the start of the shell, of rclone", 1.5, comparison.ratio("rclone copy", subtracted=start))
    return result
