"""The targets of downloads: memory (a tmpfs) and disk. Cleared before each run, outside the measured time."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

# A virtual machine may have to get memory from its host first, which takes seconds per gigabyte. Touching memory before
# a run keeps this out of the measured time.
TOUCH = """
import mmap, sys
with mmap.mmap(-1, int(sys.argv[1])) as memory:
    if hasattr(mmap, "MADV_HUGEPAGE"):
        memory.madvise(mmap.MADV_HUGEPAGE)
    memory[::4096] = bytes(len(range(0, len(memory), 4096)))
"""


class Target:
    def __init__(self, folder, name):
        self.folder, self.name = Path(folder), name
        self.folder.mkdir(parents=True, exist_ok=True)

    def clear(self):
        for entry in os.scandir(self.folder):
            shutil.rmtree(entry.path) if entry.is_dir(follow_symlinks=False) else os.unlink(entry.path)

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)


class Disk(Target):
    def __init__(self, work):
        super().__init__(Path(work) / "disk", "disk")

    def clear(self):
        super().clear()
        os.sync()


class Memory(Target):
    """A tmpfs that root mounts; without root /dev/shm, which is slower for large files."""

    def __init__(self, work, huge):
        folder = Path(work) / ("memory" if huge else "small-memory")
        self._mounted = False
        self.note = "memory is a tmpfs with huge pages (in case e without)"
        if os.geteuid() == 0:
            folder.mkdir(parents=True, exist_ok=True)
            options = f"huge={'always' if huge else 'never'},size=75%"
            self._mounted = subprocess.run(
                ["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], check=False).returncode == 0
        if not self._mounted:
            folder = Path("/dev/shm") / f"figsharetools-benchmark-{os.getpid()}" / folder.name
            self.note = "memory is /dev/shm with its default options"
        super().__init__(folder, "memory")

    def close(self):
        if self._mounted:
            subprocess.run(["umount", self.folder], check=True)
            self._mounted = False
        super().close()


def touch_memory(size):
    available = memory_available()
    subprocess.run([sys.executable, "-c", TOUCH, str(max(4096, min(size, available * 3 // 4)))], check=True)


def memory_available():
    with open("/proc/meminfo") as info:
        return next(int(line.split()[1]) * 1024 for line in info if line.startswith("MemAvailable"))


def drop_caches():
    os.sync()
    Path("/proc/sys/vm/drop_caches").write_text("3\n")
