"""Runs commands alternately, verifies their results, and records the measurements."""

import statistics
from dataclasses import dataclass, field

import measure
import targets

GIB = 2**30


@dataclass(frozen=True)
class Command:
    name: str
    script: str
    ours: bool = False
    once: bool = False  # True for a command so slow or so steady that a single round suffices.


@dataclass
class Entry:
    """The runs of a command and their results."""

    command: Command
    runs: list = field(default_factory=list)
    partners: dict = field(default_factory=dict)  # our runs directly before a peer's runs, by the peer's name
    counts: list = field(default_factory=list)
    problem: str | None = None
    rate: float | None = None  # GB/s, in cases that compare it

    def median(self, what="wall", runs=None):
        return statistics.median(getattr(run, what) for run in runs or self.runs)


class Comparison:
    """
    Runs our command before each peer, round by round, so that a slow phase of the machine affects both. Where the
    bandwidth limits the speed and not the machine, this would only take longer: with is_paired=False each command runs
    once per round.
    """

    def __init__(self, title, target, plates, commands, *, server=None, is_paired=True, prepare=None, measure_with=None,
                 check=None, touch=None):
        self.title, self._target, self._plates = title, target, plates
        self.entries = {command.name: Entry(command) for command in commands}
        self._server = server if server is not None and server.counts_requests else None
        self._is_paired = is_paired
        self._prepare = prepare or (target.clear if target else lambda: None)
        self._measure = measure_with or measure.run
        self._check = check or (lambda: plates.problem_in(target.folder, contents=self._is_first_round))
        # More than the command needs, because the command does not get exactly the touched pages.
        self._touch = 2 * plates.bytes + 4 * GIB if touch is None else touch

    def run(self, rounds, output, log):
        for number in range(rounds):
            self._is_first_round = number == 0
            for group in self._groups():
                if number > 0 and any(entry.command.once for entry in group):
                    continue
                our_run = None
                for entry in group:
                    run = self._run(entry, output, log)
                    if entry.command.ours:
                        our_run = run
                    elif self._is_paired and our_run is not None:
                        self._ours[0].partners.setdefault(entry.command.name, []).append(our_run)
        return self

    @property
    def _ours(self):
        return [entry for entry in self.entries.values() if entry.command.ours]

    @property
    def peers(self):
        return [entry for entry in self.entries.values() if not entry.command.ours]

    def _groups(self):
        if self._is_paired:
            return [[self._ours[0], peer] for peer in self.peers] or [self._ours]
        return [[entry] for entry in self.entries.values()]

    def _run(self, entry, output, log):
        self._prepare()
        targets.touch_memory(self._touch)
        if self._server:
            self._server.reset()
        run = self._measure(entry.command.script, output)
        if self._server:
            entry.counts.append(self._server.counts())
        problem = f"exit code {run.exit_code}: {_last_line(run.output)}" if run.exit_code != 0 else self._check()
        entry.runs.append(run)
        entry.problem = entry.problem or problem
        log(f"    {entry.command.name}: {run.wall:.2f} s, {run.cpu:.2f} CPU s, {run.peak_process / 1e6:.0f} MB"
            + (f", FAILED: {problem}" if problem else ""))
        return run

    def ratio(self, peer, what="wall", our_name=None, subtracted=0.0):
        """
        Returns the median of our runs divided by the peer's, or None if one of them failed. The subtracted time reduces
        our median.
        """
        ours, other = self.entries[our_name] if our_name else self._ours[0], self.entries.get(peer)
        if other is None or ours.problem or other.problem or not ours.runs or not other.runs:
            return None
        runs = ours.partners.get(peer, ours.runs)
        return (ours.median(what, runs) - subtracted) / other.median(what)

    def fastest(self, names):
        """Returns the name of the fastest peer with a correct result, or None."""
        correct = [self.entries[name] for name in names if self.entries[name].runs and not self.entries[name].problem]
        return min(correct, key=Entry.median).command.name if correct else None

    def to_json(self):
        ours = [entry.command.name for entry in self._ours]
        return {"title": self.title, "rows": [self._row(entry, ours) for entry in self.entries.values() if entry.runs]}

    def _row(self, entry, ours):
        return {
            "name": entry.command.name,
            "ours": entry.command.ours,
            "script": entry.command.script,
            "walls": [run.wall for run in entry.runs],
            "cpu": entry.median("cpu"),
            "user": entry.median("user"),
            "peak_process": max(run.peak_process for run in entry.runs),
            "peak_tree": max(run.peak_tree for run in entry.runs),
            "problem": entry.problem,
            "rate": entry.rate,
            "counts": entry.counts[-1] if entry.counts else None,
            "ratios": {} if entry.command.ours else {
                name: [self.ratio(entry.command.name, what, name) for what in ("wall", "cpu")] for name in ours},
        }


def _last_line(output):
    lines = [line for line in output.splitlines() if line.strip()]
    return lines[-1].strip()[:200] if lines else "no output"
