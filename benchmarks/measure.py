"""Runs one command and measures it: time, processor time and memory of its whole process tree."""

import os
import re
import signal
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

FIRST_SAMPLE_SECONDS = 0.005
LONGEST_SAMPLE_SECONDS = 0.1
LONGEST_SECONDS = 1800


@dataclass
class Measurement:
    wall: float
    user: float
    system: float
    peak_process: int  # bytes, of the largest process
    peak_tree: int  # bytes, of all processes together
    exit_code: int
    output: str

    @property
    def cpu(self):
        return self.user + self.system


def environment():
    """What commands see: no proxy between them and the server, nothing that points the module elsewhere."""
    kept = {name: value for name, value in os.environ.items()
            if not name.lower().endswith("_proxy") and not name.startswith("FIGSHARE_")}
    return kept | {"LC_ALL": "C.UTF-8", "POWERSHELL_TELEMETRY_OPTOUT": "1", "POWERSHELL_UPDATECHECK": "Off"}


class Running:
    """A command under way."""

    def __init__(self, script, log):
        self._log = Path(log)
        with open(log, "wb") as output:
            self._started = time.perf_counter()
            self._process = subprocess.Popen(
                ["bash", "-c", script], stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
                env=environment(), start_new_session=True)
        self._done = threading.Event()
        self._memory = _MemoryWatch(self._process.pid, self._done)
        self._memory.start()

    def is_running(self):
        # Looks without reaping: wait() wants the resources used.
        return os.waitid(os.P_PID, self._process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None

    def kill(self):
        """Ends the whole tree at once, as a power cut or the kernel would."""
        os.killpg(self._process.pid, signal.SIGKILL)

    def wait(self):
        guard = threading.Timer(LONGEST_SECONDS, self.kill)
        guard.start()
        try:
            _, status, usage = os.wait4(self._process.pid, 0)
            wall = time.perf_counter() - self._started
        except BaseException:
            self.kill()
            raise
        finally:
            guard.cancel()
            self._done.set()
        self._memory.join()
        self._process.returncode = os.waitstatus_to_exitcode(status)
        largest = self._memory.peak_process
        # Exact, but a process begins with what its parent, this program, has: useless below that.
        exact = usage.ru_maxrss * 1024
        if exact > _status(os.getpid()).get("VmHWM", 0):
            largest = max(largest, exact)
        return Measurement(wall, usage.ru_utime, usage.ru_stime, largest, max(self._memory.peak_tree, largest),
                           self._process.returncode, self._log.read_text(errors="replace"))


def run(script, log):
    return Running(script, log).wait()


class _MemoryWatch(threading.Thread):
    def __init__(self, pid, done):
        super().__init__(daemon=True)
        self._pid, self._done = pid, done
        self.peak_process = self.peak_tree = 0

    def run(self):
        # Often at first, for commands that are over at once; seldom later, to leave the cores to the command.
        pause = FIRST_SAMPLE_SECONDS
        while not self._done.wait(pause):
            pause = min(LONGEST_SAMPLE_SECONDS, pause * 1.2)
            statuses = [_status(pid) for pid in _tree(self._pid)]
            self.peak_process = max([self.peak_process, *(status.get("VmHWM", 0) for status in statuses)])
            self.peak_tree = max(self.peak_tree, sum(status.get("VmRSS", 0) for status in statuses))


def _tree(root):
    found, pending = [], [root]
    while pending:
        pid = pending.pop()
        found.append(pid)
        try:
            for thread in os.listdir(f"/proc/{pid}/task"):
                with open(f"/proc/{pid}/task/{thread}/children") as children:
                    pending += [int(child) for child in children.read().split()]
        except OSError:
            pass  # It has just ended.
    return found


def _status(pid):
    try:
        with open(f"/proc/{pid}/status") as status:
            return {name: int(kib) * 1024 for name, kib in re.findall(r"^(VmHWM|VmRSS):\s+(\d+) kB", status.read(), re.M)}
    except OSError:
        return {}
