"""The processors of the machine: which of them serve, and which of them download."""

import os
from pathlib import Path

TOPOLOGY = "/sys/devices/system/cpu/cpu{}/topology/thread_siblings_list"


def cores():
    """Returns the cores that this program may use, each as the list of its processors (hardware threads)."""
    found = {}
    for processor in sorted(os.sched_getaffinity(0)):
        found.setdefault(_core_of(processor), []).append(processor)
    return list(found.values())


def halves(cores):
    """
    Splits cores into those of the servers and those of the client. A core is not shared, because its two threads slow each
    other down. Returns the servers' processors, and the client's in the order of their use: one of each core before the
    second ones.

    >>> halves([[0], [1], [2], [3], [4]])
    ([0, 1], [2, 3, 4])
    >>> halves([[0, 4], [1, 5], [2, 6], [3, 7]])
    ([0, 4, 1, 5], [2, 3, 6, 7])
    >>> halves([[0, 1]])
    ([0], [1])
    """
    if len(cores) == 1:
        cores = [[processor] for processor in cores[0]]
    servers, client = cores[:len(cores) // 2], cores[len(cores) // 2:]
    threads = max(map(len, cores))
    return ([processor for core in servers for processor in core],
            [core[thread] for thread in range(threads) for core in client if thread < len(core)])


def doublings(count):
    """
    Returns 1, 2, 4 and so on up to a number of processors.

    >>> [doublings(count) for count in (1, 3, 4)]
    [[1], [1, 2], [1, 2, 4]]
    """
    return [1 << power for power in range(count.bit_length())]


def pin(processors):
    """Returns the beginning of a script whose commands run on these processors alone."""
    return f"taskset -cp {','.join(map(str, processors))} $$ > /dev/null || exit; "


def _core_of(processor):
    # The file names the processors of the core. Virtual machines may have no such file.
    path = Path(TOPOLOGY.format(processor))
    return path.read_text().strip() if path.exists() else str(processor)
