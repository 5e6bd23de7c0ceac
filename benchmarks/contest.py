"""Runs commands against each other, checks what each left behind, and keeps the figures."""

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
    once: bool = False  # So slow, or so steady, that one round says enough.


@dataclass
class Entry:
    """A command's runs, and what they came to."""

    command: Command
    runs: list = field(default_factory=list)
    partners: dict = field(default_factory=dict)  # our runs next to each peer's, by the peer's name
    counts: list = field(default_factory=list)
    problem: str | None = None

    def median(self, what="wall", runs=None):
        return statistics.median(getattr(run, what) for run in runs or self.runs)


class Contest:
    """
    Ours, peer, ours, peer and so on, round by round, so that a slow minute of the machine hits both. Where the line decides,
    not the machine, that would only take longer: with paired=False each command runs once a round.
    """

    def __init__(self, title, target, plates, commands, *, server=None, paired=True, prepare=None, measure_with=None,
                 check=None, touch=None):
        self.title, self._target, self._plates = title, target, plates
        self.entries = {command.name: Entry(command) for command in commands}
        self._server = server if server is not None and server.counts_requests else None
        self._paired = paired
        self._prepare = prepare or (target.clear if target else lambda: None)
        self._measure = measure_with or measure.run
        self._check = check or (lambda: plates.problem_in(target.folder, contents=self._first))
        # Far more than is needed: a command does not get just those pages.
        self._touch = 2 * plates.bytes + 4 * GIB if touch is None else touch

    def run(self, rounds, log, say):
        for number in range(rounds):
            self._first = number == 0
            for group in self._groups():
                if number > 0 and any(entry.command.once for entry in group):
                    continue
                mine = None
                for entry in group:
                    run = self._run(entry, log, say)
                    if entry.command.ours:
                        mine = run
                    elif self._paired and mine is not None:
                        self._ours[0].partners.setdefault(entry.command.name, []).append(mine)
        return self

    @property
    def _ours(self):
        return [entry for entry in self.entries.values() if entry.command.ours]

    @property
    def peers(self):
        return [entry for entry in self.entries.values() if not entry.command.ours]

    def _groups(self):
        if self._paired:
            return [[self._ours[0], peer] for peer in self.peers] or [self._ours]
        return [[entry] for entry in self.entries.values()]

    def _run(self, entry, log, say):
        self._prepare()
        targets.touch_memory(self._touch)
        if self._server:
            self._server.reset()
        run = self._measure(entry.command.script, log)
        if self._server:
            entry.counts.append(self._server.counts())
        problem = f"exit code {run.exit_code}: {_last_line(run.output)}" if run.exit_code != 0 else self._check()
        entry.runs.append(run)
        entry.problem = entry.problem or problem
        say(f"    {entry.command.name}: {run.wall:.2f} s, {run.cpu:.2f} CPU s, {run.peak_process / 1e6:.0f} MB"
            + (f", FAILED: {problem}" if problem else ""))
        return run

    def ratio(self, peer, what="wall", ours=None, less=0.0):
        """Ours through the peer's, medians; None when one of them failed. Less is taken off ours."""
        mine, other = self.entries[ours] if ours else self._ours[0], self.entries.get(peer)
        if other is None or mine.problem or other.problem or not mine.runs or not other.runs:
            return None
        runs = mine.partners.get(peer, mine.runs)
        return (mine.median(what, runs) - less) / other.median(what)

    def fastest(self, names):
        """The peer that was right and took least time."""
        right = [self.entries[name] for name in names if self.entries[name].runs and not self.entries[name].problem]
        return min(right, key=Entry.median).command.name if right else None

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
            "counts": entry.counts[-1] if entry.counts else None,
            "ratios": {} if entry.command.ours else {
                name: [self.ratio(entry.command.name, what, name) for what in ("wall", "cpu")] for name in ours},
        }


def _last_line(output):
    lines = [line for line in output.splitlines() if line.strip()]
    return lines[-1].strip()[:200] if lines else "no output"
