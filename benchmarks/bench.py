"""The resources that all cases share (sizes, folders, tools, servers), and the result of a case."""

from contextlib import contextmanager
from pathlib import Path

import locks
import measure
import plates
import targets
from comparison import Comparison
from module_commands import Shell
from peer_commands import Peers
from servers import LimitedServer, Nginx

MIB = 2**20
SMALLEST = 64 * 1024


class Bench:
    """Creates plates, servers and comparisons for the cases."""

    def __init__(self, tools, work, scale, rounds, log_line, few_cores=False):
        self.tools, self.work, self.scale, self.rounds, self.log = tools, Path(work), scale, rounds, log_line
        self.few_cores = few_cores
        self.shell = Shell()
        self.memory, self.disk = targets.Memory(work, huge=True), targets.Disk(work)
        # With huge pages, each small file would occupy and clear four times the memory that it needs.
        self.small_memory = targets.Memory(work, huge=False)
        self._output = self.work / "last-output.txt"

    def close(self):
        self.memory.close()
        self.small_memory.close()
        self.disk.close()

    def plates(self, name, sizes):
        self.log(f"  creating {name}: {len(sizes)} files, {sum(sizes) / MIB:.0f} MiB")
        return plates.create(self.work, name, sizes)

    def size(self, size):
        """Returns a size in bytes at the scale of this run."""
        return max(SMALLEST, int(size * self.scale))

    def count(self, count):
        """Returns a number of files at the scale of this run."""
        return max(10, int(count * self.scale))

    def nginx(self, plates, tls=False, processors=None):
        return Nginx(self.work, plates.folder, tls, processors)

    def server(self, plates, **options):
        return LimitedServer(self.tools.server, plates.folder, **options)

    def peers(self, plates, server, target):
        return Peers(plates, server, target, self.tools.python)

    def compare(self, *arguments, rounds=None, **options):
        comparison = Comparison(*arguments, **options)
        self.log(f"  {comparison.title}")
        return comparison.run(rounds or self.rounds, self._output, self.log)

    def start_seconds(self, begin=""):
        return self.shell.start_seconds(self._output, begin)

    def profile(self, script):
        """Runs a script under perf. Returns the file of the profile."""
        profile = self.work / "perf.data"
        run = measure.run(locks.recorded(script, profile), self._output)
        if run.exit_code != 0:
            raise RuntimeError(f"perf failed: {run.output}")
        return profile

    @contextmanager
    def cleared(self, target):
        """Clears a target before and after a comparison, so that it occupies no space afterwards."""
        target.clear()
        yield target
        target.clear()


class Result:
    """The part of the report about one case."""

    def __init__(self, title, text):
        self.title, self.text, self.tables, self.goals, self.notes = title, text, [], [], []

    def add(self, comparison):
        self.tables.append(comparison.to_json())
        return comparison

    def add_row_without(self, name, seconds):
        """Repeats our row in the last table, with a time subtracted, for example the start of the shell."""
        rows = self.tables[-1]["rows"]
        row = dict.fromkeys(rows[0]) | {"name": name, "ours": False, "ratios": {}}
        rows.insert(1, row | {"walls": [wall - seconds for wall in rows[0]["walls"]]})

    def at_most(self, text, limit, value, unit=""):
        self._goal(text, "≤", limit, value, unit, value is not None and value <= limit)

    def at_least(self, text, limit, value, unit=""):
        self._goal(text, "≥", limit, value, unit, value is not None and value >= limit)

    def _goal(self, text, sign, limit, value, unit, met):
        self.goals.append({"text": text, "limit": f"{sign} {limit:g}{unit}", "unit": unit, "value": value, "met": met})

    def to_json(self):
        return vars(self)
