"""cores: whether throughput rises with the number of the client's cores, while the server runs on other ones."""

from dataclasses import dataclass, replace

import locks
import processors
from bench import MIB, Result

CONCURRENCY = 16
LEAST_PROCESSORS = 4
# What one processor more for each must bring. The second thread of a core shares the core's arithmetic units with the first one.
STEP, THREAD_STEP = 1.5, 1.1
# A share of what a program without verification reaches with all processors: more is not asked for.
NEAR_THE_LIMIT = 0.8
MOST_IN_A_LOCK = 2  # % of the samples


@dataclass(frozen=True)
class Sides:
    """The processors of each side, and the number of the client's cores; further processors are second threads of them."""

    servers: list
    client: list
    client_cores: int


def run(bench):
    result = Result(
        "many cores",
        "Sixteen plates of 512 MiB, 16 at a time to memory, with MD5, as in cases a and t. nginx runs on one half of the cores,"
        " and FigshareTools on 1, 2, 4, … processors of the other half. GB/s is without the start of the shell.")
    cores = processors.cores()
    count = sum(map(len, cores))
    if count < 2 or (count < LEAST_PROCESSORS and not bench.few_cores):
        result.notes.append(
            f"Not measured: this program may use {_named(count)}. With fewer than {LEAST_PROCESSORS}, server and client cannot"
            " have two of their own.")
        return result

    servers, client = processors.halves(cores)
    sides = Sides(servers, client, len(client) if len(cores) == 1 else sum(1 for core in cores if core[0] in client))
    plates = bench.plates("sixteen", [bench.size(512 * MIB)] * CONCURRENCY)
    starts = {number: bench.start_seconds(processors.pin(client[:number]))
              for number in processors.doublings(len(client))}
    for tls in (False, True):
        _measure(bench, result, plates, sides, starts, tls)
    result.notes.append(
        f"Processors of the servers: {_list(servers)}; of the client, in the order of their use: {_list(client)}.")
    result.notes.append(
        "Start of the shell: " + _list(f"{seconds:.2f} s on {_named(number)}" for number, seconds in starts.items()) + ".")
    return result


def _measure(bench, result, plates, sides, starts, tls):
    title = "over TLS" if tls else "without TLS"
    with bench.nginx(plates, tls, sides.servers) as server, bench.cleared(bench.memory) as target:
        ours = {number: replace(
            _pinned(bench.shell.save(plates, server, target, CONCURRENCY), sides.client[:number]),
            name=f"FigshareTools on {_named(number)}") for number in starts}
        comparison = bench.compare(title, target, plates, list(ours.values()), is_paired=False)
        peer = _pinned(bench.peers(plates, server, target).xargs_curl(CONCURRENCY), sides.client)
        limits = bench.compare(f"{title}, what server, memory and line allow", target, plates, [peer], is_paired=False)
        _count_locks(bench, result, target, title, list(ours.values())[-1])

    rates = {}
    for number, command in ours.items():
        entry = comparison.entries[command.name]
        entry.rate = rates[number] = None if entry.problem else plates.bytes / (entry.median() - starts[number]) / 1e9
    entry = limits.entries[peer.name]
    entry.rate = limit = None if entry.problem else plates.bytes / entry.median() / 1e9
    result.add(comparison)
    result.add(limits)
    for number in list(ours)[1:]:
        step = STEP if number <= sides.client_cores else THREAD_STEP
        goal = goal_of(rates[number // 2], limit, step)
        result.at_least(
            f"{title}, {_named(number)}: throughput, of the smaller of {step:g} times that of {_named(number // 2)} and"
            f" {100 * NEAR_THE_LIMIT:.0f} % of that of {peer.name} without MD5",
            1, rates[number] and goal and rates[number] / goal)


def _count_locks(bench, result, target, title, command):
    if not locks.is_possible():
        result.notes.append(f"{title}: samples in locks were not counted, because perf cannot record here.")
        return

    target.clear()
    shares = locks.shares(bench.profile(command.script))
    runtime = shares.pop(locks.OTHER, 0)
    largest = next(iter(shares), "none")
    result.notes.append(
        f"{title}, {command.name}, samples in locks: "
        + _list(f"{name} {100 * share:.2f} %" for name, share in list(shares.items())[:5])
        + f"; thread pool and other waits of the runtime {100 * runtime:.2f} %.")
    result.at_most(f"{title}: samples in the lock that has most ({largest})", MOST_IN_A_LOCK, 100 * shares.get(largest, 0), " %")


def goal_of(half, limit, step):
    """
    Returns the throughput that twice the processors have to reach; None if there is nothing to compare with. It rises with
    each doubling, until it is near what a program that verifies nothing reaches with all processors.

    >>> [goal_of(half, 10.0, STEP) for half in (2.0, 6.0, None)]
    [3.0, 8.0, None]
    """
    return None if half is None or limit is None else min(step * half, NEAR_THE_LIMIT * limit)


def _pinned(command, client):
    return replace(command, script=processors.pin(client) + command.script)


def _named(number):
    return "1 processor" if number == 1 else f"{number} processors"


def _list(items):
    return ", ".join(map(str, items))
