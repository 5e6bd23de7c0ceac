"""big: one plate that is longer than half of the memory, to a real disk: writing, hashing and flushing overlap."""

import shlex

from bench import MIB, Result
from comparison import Command
from peer_commands import md5sum

DISK_ONLY = "dd, writing only"
MD5_ONLY = "md5sum, from the page cache"


def run(bench):
    result = Result(
        "one big plate to disk",
        "One plate of 12 GiB with MD5 from nginx to disk. FigshareTools flushes the plate before it publishes it, and so does dd;"
        " the other programs leave bytes in the page cache. The server's copy is in the page cache when a command starts.")
    plates = bench.plates("big", [bench.size(12 * 1024 * MIB)])
    with bench.nginx(plates) as server, bench.cleared(bench.disk) as target:
        def prepare():
            # Twice: pages that were read twice stay in memory when the new plate needs some.
            target.clear()
            plates.warm()
            plates.warm()

        peers = bench.peers(plates, server, target)
        comparison = result.add(bench.compare(
            "to disk", target, plates,
            [bench.shell.save(plates, server, target, 5), peers.curl(1), peers.curl(1, verify=True), peers.aria2(1, verify=True)],
            is_paired=False, prepare=prepare, touch=0))
        alone = result.add(bench.compare(
            "the disk and the MD5 alone", None, plates, _alone(plates, target), is_paired=False, prepare=prepare, touch=0,
            check=lambda: None))
    slower = max(alone.entries.values(), key=lambda entry: entry.median())
    ours = comparison.entries["FigshareTools"]
    result.at_most(f"wall, of the slower of dd and md5sum ({slower.command.name})", 1.10,
                   None if ours.problem or slower.problem else ours.median() / slower.median())
    result.at_most("wall, of curl + md5sum", 0.70, comparison.ratio("curl -Z + md5sum"))
    return result


def _alone(plates, target):
    plate = plates.plates[0]
    copy, source = shlex.quote(str(target.folder / plate.name)), shlex.quote(str(plates.folder / plate.name))
    yield Command(DISK_ONLY, f"dd if={source} of={copy} bs=1M conv=fsync status=none")
    yield Command(MD5_ONLY, md5sum(plates, plates.folder))
