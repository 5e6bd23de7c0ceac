"""Counts the samples of a profile that are spent in locks, by the type of FigshareTools that takes the lock."""

import re
import shlex
import shutil
import subprocess
from collections import Counter
from pathlib import Path

# Names for compiled methods. Without the second variable, perf takes them for code of a file.
NAMED = "export DOTNET_PerfMapEnabled=1 DOTNET_EnableWriteXorExecute=0; "
RECORD = "perf record -q -e cpu-clock -F 1999 -g"
OURS = re.compile(r"\[FigshareTools(?:\.\w+)?\] FigshareTools\.(?:\w+\.)*(\w+)")
LOCK = re.compile(r"Threading\.(?:Monitor|Lock|SpinWait|SpinLock|ObjectHeader|SemaphoreSlim)\b|futex|sched_yield")
# The compiler inlines methods of the second type into the first one, so that the lock seems to be the first one's.
INLINED = {"Md5LaneStream": "Md5BatchScheduler", "Md5LaneSet": "Md5BatchScheduler"}
# The C library has no frame pointers, so that a call of the kernel cannot be followed to its caller, only to its thread.
THREADS = {"FigshareTools M": "Md5BatchScheduler"}
OTHER = "runtime"


def is_possible():
    """Whether perf is installed and this user may record a profile."""
    return (shutil.which("perf") is not None
            and subprocess.run(f"{RECORD} -o /dev/null true", shell=True, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL).returncode == 0)


def recorded(script, profile):
    """Returns a script that records a profile of a script."""
    return f"{NAMED}{RECORD} -o {shlex.quote(str(profile))} bash -c {shlex.quote(script)}"


def shares(profile):
    """Returns the share of the samples in each lock, the largest first. Removes the files with the names of methods."""
    script = ["perf", "script", "-i", str(profile), "-F", "comm,pid,ip,sym"]
    locks, total, processes = Counter(), 0, set()
    with subprocess.Popen(script, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, errors="replace") as perf:
        for head, frames in _samples(perf.stdout):
            thread, process = head.rsplit(maxsplit=1)
            total += 1
            processes.add(process)
            if name := lock_of(thread.strip(), frames):
                locks[name] += 1
    for process in processes:
        Path(f"/tmp/perf-{process}.map").unlink(missing_ok=True)
    return {name: count / total for name, count in locks.most_common()}


def lock_of(thread, frames):
    """
    Returns the type whose lock a sample is spent in; None if it is in no lock. Only frames that the innermost method of
    FigshareTools called count: a lock that calls back, as a semaphore calls continuations, is not held meanwhile.

    >>> add = "[FigshareTools.Core] FigshareTools.Runs.PlateRun::Add()"
    >>> append = "[FigshareTools.Core] FigshareTools.Hashing.Md5LaneStream::Append()"
    >>> enter = "System.Threading.Monitor::Enter(object)"
    >>> [lock_of("pool", frames) for frames in (["do_futex", add], [enter, append, add], ["memcpy", add, enter], ["memcpy"])]
    ['PlateRun', 'Md5BatchScheduler', None, None]
    >>> [lock_of(thread, ["do_futex", "pthread_cond_wait"]) for thread in ("FigshareTools M", "pool")]
    ['Md5BatchScheduler', 'runtime']
    """
    is_in_lock = False
    for frame in frames:
        if ours := OURS.search(frame):
            return INLINED.get(ours[1], ours[1]) if is_in_lock else None
        is_in_lock = is_in_lock or LOCK.search(frame) is not None
    return THREADS.get(thread, OTHER) if is_in_lock else None


def _samples(lines):
    """Returns the head and the frames of each sample; an empty line ends it."""
    head, frames = None, []
    for line in lines:
        if not line.strip():
            if head:
                yield head, frames
            head, frames = None, []
        elif head is None:
            head = line
        else:
            frames.append(line.strip().partition(" ")[2])
    if head:
        yield head, frames
