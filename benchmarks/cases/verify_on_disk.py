"""h: verifying files on disk, from the page cache and from the disk itself."""

import os
import shlex

import targets
from bench import Result
from comparison import Command
from peer_commands import md5sum, rclone_checksum

READ_ONLY = "reading only (dd)"
MD5SUM = "xargs md5sum"


def run(bench):
    result = Result(
        "verifying plates on disk",
        "Test-FigsharePlate for 20 plates of 1 GB, 16 at a time. The exit code of each command reports whether all are"
        " correct.")
    plates = bench.plates("verification", [bench.size(1_000_000_000)] * 20)
    commands = [bench.shell.test(plates, 16), Command(MD5SUM, md5sum(plates, plates.folder)),
                Command("rclone checksum", rclone_checksum(plates, plates.folder))]
    is_root = os.geteuid() == 0
    if is_root:
        targets.drop_caches()
    if targets.memory_available() > 1.1 * plates.bytes:
        # Reads twice: the second read of a page moves it within the lists of the page cache. This cost must not be part of
        # the first command's time.
        plates.warm()
        plates.warm()
        comparison = _compare(bench, result, "from the page cache", plates, commands)
        result.at_most("from the page cache: wall, of md5sum on all cores", 0.40, comparison.ratio(MD5SUM))
    else:
        result.notes.append("Not measured from the page cache, because the plates do not fit into memory.")
    if is_root:
        reading = Command(READ_ONLY, f"cd {shlex.quote(str(plates.folder))} && printf '%s\\n' *.bin"
                                   " | xargs -P 4 -I {} dd if={} of=/dev/null bs=1M status=none")
        comparison = _compare(bench, result, "from the disk, with empty caches", plates, [*commands, reading],
                           prepare=targets.drop_caches, touch=plates.bytes)
        ratio = comparison.ratio(READ_ONLY)
        result.at_least("from the disk: rate, of reading only", 90, ratio and 100 / ratio, " %")
    else:
        result.notes.append("Not measured from the disk, because only root can drop caches.")
    for table in result.tables:
        for row in table["rows"]:
            rate = plates.bytes * len(row["walls"]) / sum(row["walls"]) / 1e9
            result.notes.append(f"{table['title']}, {row['name']}: {rate:.2f} GB/s")
    return result


def _compare(bench, result, title, plates, commands, prepare=lambda: None, touch=0):
    return result.add(bench.compare(title, None, plates, commands, prepare=prepare, check=lambda: None, touch=touch))
