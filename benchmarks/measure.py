"""Runs a command and measures the time, processor time and memory of its process tree."""

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
TIMEOUT_SECONDS = 1800


@dataclass
class Measurement:
    wall: float
    user: float
    system: float
    peak_process: int  # bytes, peak of the largest process
    peak_tree: int  # bytes, peak of all processes together
    exit_code: int
    output: str

    @property
    def cpu(self):
        return self.user + self.system


def environment():
    """Returns the environment of commands: without proxies, and without variables that redirect the module."""
    kept = {name: value for name, value in os.environ.items()
            if not name.lower().endswith("_proxy") and not name.startswith("FIGSHARE_")}
    return kept | {"LC_ALL": "C.UTF-8", "POWERSHELL_TELEMETRY_OPTOUT": "1", "POWERSHELL_UPDATECHECK": "Off"}


class Running:
    """A running command."""

    def __init__(self, script, log):
        self._log = Path(log)
        with open(log, "wb") as output:
            self._started = time.perf_counter()
            self._process = subprocess.Popen(
                ["bash", "-c", script], stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
                env=environment(), start_new_session=True)
        self._done = threading.Event()
        self._memory = _MemorySampler(self._process.pid, self._done)
        self._memory.start()

    def is_running(self):
        # WNOWAIT leaves the process to wait(), which needs its resource usage.
        return os.waitid(os.P_PID, self._process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None

    def kill(self):
        """Kills the whole process tree at once, like a power failure."""
        os.killpg(self._process.pid, signal.SIGKILL)

    def wait(self):
        watchdog = threading.Timer(TIMEOUT_SECONDS, self.kill)
        watchdog.start()
        try:
            _, status, usage = os.wait4(self._process.pid, 0)
            wall = time.perf_counter() - self._started
        except BaseException:
            self.kill()
            raise
        finally:
            watchdog.cancel()
            self._done.set()
        self._memory.join()
        self._process.returncode = os.waitstatus_to_exitcode(status)
        largest = self._memory.peak_process
        # ru_maxrss is exact, but includes the memory of this program, from which the process was forked: values below it
        # are useless.
        exact = usage.ru_maxrss * 1024
        if exact > _status(os.getpid()).get("VmHWM", 0):
            largest = max(largest, exact)
        return Measurement(wall, usage.ru_utime, usage.ru_stime, largest, max(self._memory.peak_tree, largest),
                           self._process.returncode, self._log.read_text(errors="replace"))


def run(script, log):
    return Running(script, log).wait()


class _MemorySampler(threading.Thread):
    def __init__(self, pid, done):
        super().__init__(daemon=True)
        self._pid, self._done = pid, done
        self.peak_process = self.peak_tree = 0

    def run(self):
        # Samples often at first, for short commands, and rarely later, to leave the processor to the command.
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
            pass  # The process has ended.
    return found


def _status(pid):
    try:
        with open(f"/proc/{pid}/status") as status:
            return {name: int(kib) * 1024 for name, kib in re.findall(r"^(VmHWM|VmRSS):\s+(\d+) kB", status.read(), re.M)}
    except OSError:
        return {}
