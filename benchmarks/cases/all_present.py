"""f: all plates are present: the time to detect this, and the requests to the server."""

import shutil

from bench import Result
from cases import small_plates

KIB = 1024


def run(bench):
    result = Result(
        "all plates present",
        "The same command again when all plates are present. The other programs query the server for each file.")
    small = _compare(bench, result, "small", small_plates.sizes(bench), 8, "the small plates of case e")
    count = bench.count(100_000)
    many = _compare(bench, result, "many", [KIB] * count, 8, f"{count:,} plates of 1 KiB", once=True)
    ours = many.entries["FigshareTools"]
    seconds = None if ours.problem else ours.median()
    result.at_most(f"wall of {count:,} present plates, including the start of the shell", 5, seconds, " s")
    for comparison, name in ((small, "the small plates"), (many, f"{count:,} present plates")):
        result.at_most(f"requests sent for {name}", 0,
                       max(counts["requests"] for counts in comparison.entries["FigshareTools"].counts))
    return result


def _compare(bench, result, name, sizes, concurrency, title, once=False):
    plates = bench.plates(name, sizes)
    with bench.server(plates) as server, bench.cleared(bench.disk) as target:
        for plate in plates.plates:
            # copy2 keeps the time, which rclone compares.
            shutil.copy2(plates.folder / plate.name, target.folder / plate.name)
        peers = bench.peers(plates, server, target)
        return result.add(bench.compare(
            title, target, plates,
            [bench.shell.save(plates, server, target, concurrency), peers.rclone(concurrency, once=once),
             peers.aria2(concurrency, "-c -x1 -s1", once=once)],
            server=server, is_paired=False, prepare=lambda: None, touch=0))
