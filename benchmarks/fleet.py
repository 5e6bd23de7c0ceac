#!/usr/bin/env python3
"""Simulates a fleet of tasks that share Figshare's pace and the line, event by event.

    python3 benchmarks/fleet.py             the model beside the measured points of fleet-measured.csv
    python3 benchmarks/fleet.py --large     10,000 plates, up to 1 PB

Needs Python 3.9 or later, and no packages. docs/scaling.md shows what it prints.
"""
import argparse
import csv
import heapq
from dataclasses import dataclass, field
from pathlib import Path

# A task has at most 16 connections; an object store gives some 90 MB/s to each.
TASK_RATE = 16 * 90e6

MEASURED = Path(__file__).with_name("fleet-measured.csv")


@dataclass
class Fleet:
    """What the tasks of a fleet share, and what each of them has."""

    tasks: int
    plates_at_once: int = 5
    # The bandwidth of one plate's connections, and of all plates together.
    plate_rate: float = float("inf")
    line: float = float("inf")
    # One request to each of Figshare's two hosts in each second of the clock.
    hosts: int = 2


@dataclass
class Task:
    waiting: list = field(default_factory=list)
    total: float = 0


def split(lengths, count):
    """The longest plate first, each to the task with the least: as Select-FigsharePlate splits them."""
    tasks = [Task() for _ in range(count)]
    for length in sorted(lengths, reverse=True):
        task = min(tasks, key=lambda task: task.total)
        task.waiting.append(length)
        task.total += length
    return tasks


def simulate(fleet, lengths):
    """Returns the seconds from the first request to the last plate, and the number of requests to Figshare."""
    tasks = split(lengths, fleet.tasks)
    next_second = [0] * fleet.hosts
    events = []  # (time, order, task, length): the download of a plate begins
    downloads = []  # (progress at its end, order, task)
    now = progress = 0.0  # progress: the bytes that each current download has received, counted from the start
    order = requests = 0

    def ask(index, at, hosts):
        """Claims the first free second, of those that have not begun, for the task's next plate."""
        nonlocal order, requests
        if tasks[index].waiting:
            host = min(range(hosts), key=lambda host: next_second[host])
            begin = max(int(at) + 1, next_second[host])
            next_second[host] = begin + 1
            order += 1
            requests += 1
            heapq.heappush(events, (begin, order, index, tasks[index].waiting.pop(0)))

    # The tasks start together. Each asks the API for its first plates, before it knows how many others are in front.
    for _ in range(fleet.plates_at_once):
        for index in range(fleet.tasks):
            ask(index, 0.0, hosts=1)

    while events or downloads:
        rate = min(fleet.plate_rate, fleet.line / len(downloads)) if downloads else 0.0
        end = now + (downloads[0][0] - progress) / rate if downloads else float("inf")
        if events and events[0][0] <= end:
            time, number, index, length = heapq.heappop(events)
            progress += rate * (time - now)
            now = time
            heapq.heappush(downloads, (progress + length, number, index))
        else:
            progress, _, index = heapq.heappop(downloads)
            now = end
            ask(index, now, fleet.hosts)
    # The time begins with the first request.
    return now - 1, requests


def text_of(seconds):
    if seconds < 7200:
        return f"{seconds:,.0f} s"
    return f"{seconds / 3600:,.1f} h" if seconds < 172800 else f"{seconds / 86400:,.1f} days"


def compare():
    """Prints the model beside what was measured."""
    print("| tasks | plates | measured | model | difference |\n|---|---|---|---|---|")
    with open(MEASURED, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            count, smallest = int(row["plates"]), int(row["smallest"])
            # The lengths of tests/cluster/simulator.ps1.
            lengths = [smallest + smallest // 100 * (number * 37 % 97) for number in range(1, count + 1)]
            fleet = Fleet(
                tasks=int(row["tasks"]), plates_at_once=int(row["plates_at_once"]),
                plate_rate=float(row["plate_rate"]))
            measured, (model, _) = float(row["seconds"]), simulate(fleet, lengths)
            print(f"| {fleet.tasks} | {count} | {measured:.0f} s | {model:.0f} s | {100 * (model / measured - 1):+.0f} % |")


def large():
    """Prints how long fleets need for 10,000 plates."""
    print("| plates | line | 1 task | 4 tasks | 16 tasks | 64 tasks | limit of 64 |\n|" + "---|" * 7)
    for size, name in ((1e6, "1 MB"), (100e6, "100 MB"), (1e9, "1 GB"), (10e9, "10 GB"), (100e9, "100 GB")):
        for line in (1.25e9, 12.5e9):
            times = []
            for tasks in (1, 4, 16, 64):
                fleet = Fleet(tasks=tasks, plate_rate=TASK_RATE / 5, line=line)
                times.append(simulate(fleet, [size] * 10_000)[0])
            bounds = {"pace": 5000.0, "line": 1e4 * size / line, "connections": 1e4 * size / (64 * TASK_RATE)}
            print(f"| 10,000 of {name} | {line * 8 / 1e9:.0f} Gbit/s | " + " | ".join(map(text_of, times))
                  + f" | {max(bounds, key=bounds.get)} |")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--large", action="store_true", help="10,000 plates instead of the measured points")
    large() if parser.parse_args().large else compare()
