"""h: proving files on disk, from memory and from the disk itself."""

import os
import shlex

import targets
from bench import Result
from contest import Command
from peers import md5sum, rclone_checksum

READING = "reading alone (dd)"
MD5SUM = "xargs md5sum"


def run(bench):
    result = Result(
        "proving plates on disk",
        "Test-FigsharePlate over 20 plates of 1 GB, 16 at once. Each command says itself whether all are right.")
    plates = bench.plates("proof", [bench.size(1_000_000_000)] * 20)
    commands = [bench.shell.test(plates, 16), Command(MD5SUM, md5sum(plates, plates.folder)),
                Command("rclone checksum", rclone_checksum(plates, plates.folder))]
    is_root = os.geteuid() == 0
    if is_root:
        targets.drop_caches()
    if targets.memory_available() > 1.1 * plates.bytes:
        # Twice: what is read for the second time is moved among the system's lists, at the cost of whoever reads it.
        plates.warm()
        plates.warm()
        contest = _contest(bench, result, "from the page cache", plates, commands)
        result.at_most("from the page cache: wall, of md5sum on all cores", 0.40, contest.ratio(MD5SUM))
    else:
        result.notes.append("The plates do not fit into memory: not measured from the page cache.")
    if is_root:
        reading = Command(READING, f"cd {shlex.quote(str(plates.folder))} && printf '%s\\n' *.bin"
                                   " | xargs -P 4 -I {} dd if={} of=/dev/null bs=1M status=none")
        contest = _contest(bench, result, "from the disk, nothing in memory", plates, [*commands, reading],
                           prepare=targets.drop_caches, touch=plates.bytes)
        ratio = contest.ratio(READING)
        result.at_least("from the disk: rate, of reading alone", 90, ratio and 100 / ratio, " %")
    else:
        result.notes.append("Only root can drop caches: not measured from the disk.")
    for table in result.tables:
        for row in table["rows"]:
            rate = plates.bytes * len(row["walls"]) / sum(row["walls"]) / 1e9
            result.notes.append(f"{table['title']}, {row['name']}: {rate:.2f} GB/s")
    return result


def _contest(bench, result, title, plates, commands, prepare=lambda: None, touch=0):
    return result.add(bench.contest(title, None, plates, commands, prepare=prepare, check=lambda: None, touch=touch))
