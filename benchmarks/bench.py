"""What all cases share: sizes, folders, tools, and the result they fill in."""

from contextlib import contextmanager
from pathlib import Path

import plates
import targets
from contest import Contest
from ours import Shell
from peers import Peers
from servers import CappedServer, Nginx

MIB = 2**20
SMALLEST = 64 * 1024


class Bench:
    def __init__(self, tools, work, scale, rounds, say):
        self.tools, self.work, self.scale, self.rounds, self.say = tools, Path(work), scale, rounds, say
        self.shell = Shell()
        self.memory, self.disk = targets.Memory(work, huge=True), targets.Disk(work)
        # A huge page for each small file would be four times the memory that it needs, and as much to clear.
        self.small_memory = targets.Memory(work, huge=False)
        self._log = self.work / "last-output.txt"

    def close(self):
        self.memory.close()
        self.small_memory.close()
        self.disk.close()

    def plates(self, name, sizes):
        self.say(f"  making {name}: {len(sizes)} files, {sum(sizes) / MIB:.0f} MiB")
        return plates.make(self.work, name, sizes)

    def size(self, size):
        """A size at this scale."""
        return max(SMALLEST, int(size * self.scale))

    def count(self, count):
        return max(10, int(count * self.scale))

    def nginx(self, plates):
        return Nginx(self.work, plates.folder)

    def server(self, plates, **caps):
        return CappedServer(self.tools.server, plates.folder, **caps)

    def peers(self, plates, server, target):
        return Peers(plates, server, target, self.tools.python)

    def contest(self, *arguments, rounds=None, **options):
        contest = Contest(*arguments, **options)
        self.say(f"  {contest.title}")
        return contest.run(rounds or self.rounds, self._log, self.say)

    def start_seconds(self):
        return self.shell.start_seconds(self._log)

    @contextmanager
    def emptied(self, target):
        """Gives the space back when a contest is over."""
        target.clear()
        yield target
        target.clear()


class Result:
    """A case's part of the report."""

    def __init__(self, title, text):
        self.title, self.text, self.tables, self.bars, self.notes = title, text, [], [], []

    def add(self, contest):
        self.tables.append(contest.to_json())
        return contest

    def add_row_less(self, name, seconds):
        """Adds to the last table our row again, with so much time taken off."""
        rows = self.tables[-1]["rows"]
        row = dict.fromkeys(rows[0]) | {"name": name, "ours": False, "ratios": {}}
        rows.insert(1, row | {"walls": [wall - seconds for wall in rows[0]["walls"]]})

    def at_most(self, text, limit, value, unit=""):
        self._bar(text, "≤", limit, value, unit, value is not None and value <= limit)

    def at_least(self, text, limit, value, unit=""):
        self._bar(text, "≥", limit, value, unit, value is not None and value >= limit)

    def _bar(self, text, sign, limit, value, unit, met):
        self.bars.append({"text": text, "limit": f"{sign} {limit:g}{unit}", "unit": unit, "value": value, "met": met})

    def to_json(self):
        return vars(self)
