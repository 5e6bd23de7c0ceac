"""f: everything is there already: how soon that is known, and what is asked of the server."""

import shutil

from bench import Result
from cases import small_plates

KIB = 1024


def run(bench):
    result = Result(
        "everything present",
        "The same command again when every plate is there. The others ask the server about each file.")
    again = _contest(bench, result, "small", small_plates.sizes(bench), 8, "the small plates of case e")
    count = bench.count(100_000)
    many = _contest(bench, result, "many", [KIB] * count, 8, f"{count:,} plates of 1 KiB", once=True)
    mine = many.entries["FigshareTools"]
    seconds = None if mine.problem else mine.median()
    result.at_most(f"wall of {count:,} present plates, shell start included", 5, seconds, " s")
    for contest, what in ((again, "the small plates"), (many, f"{count:,} present plates")):
        result.at_most(f"requests sent for {what}", 0,
                       max(counts["requests"] for counts in contest.entries["FigshareTools"].counts))
    return result


def _contest(bench, result, name, sizes, at_once, title, once=False):
    plates = bench.plates(name, sizes)
    with bench.server(plates) as server, bench.emptied(bench.disk) as target:
        for plate in plates.plates:
            # With its time, which rclone looks at.
            shutil.copy2(plates.folder / plate.name, target.folder / plate.name)
        peers = bench.peers(plates, server, target)
        return result.add(bench.contest(
            title, target, plates,
            [bench.shell.save(plates, server, target, at_once), peers.rclone(at_once, once=once),
             peers.aria2(at_once, "-c -x1 -s1", once=once)],
            server=server, paired=False, prepare=lambda: None, touch=0))
