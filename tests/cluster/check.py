#!/usr/bin/env python3
"""Checks what a run of run.sh left: the plates, and the requests that the simulator received.

Usage: check.py <folder> <plates that may have been interrupted>. Prints one line for each check and the figures of the run.
"""
import csv
import hashlib
import sys
from collections import defaultdict
from pathlib import Path

# A request may leave late in its second, and the next one early in its own; a busy machine delays both.
REQUESTS_PER_SECOND = 1
MORE_IN_A_WINDOW = 2
WINDOWS = (10, 30, 60)

# The simulator counts bytes that a connection did not deliver because the client closed it.
ON_THE_WAY = 64 << 10

# What a process that ends early may lose of a plate, of which it has written the rest.
LOST_BYTES = 1 << 20

PLATES_AT_ONCE = 5


def check(text, holds):
    print(f"        {'' if holds else 'WRONG: '}{text}")
    return holds


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def md5(path):
    digest = hashlib.md5(usedforsecurity=False)
    digest.update(path.read_bytes())
    return digest.hexdigest()


def most_within(times, seconds):
    """The largest number of requests in any window of so many seconds."""
    most = first = 0
    for last, time in enumerate(times):
        while time - times[first] >= seconds:
            first += 1
        most = max(most, last - first + 1)
    return most


def check_plates(manifest, folder):
    exact = sum(1 for row in manifest if (path := folder / row["name"]).is_file() and md5(path) == row["md5"])
    left = [path.name for path in folder.rglob("*.part*")]
    yield check(f"{exact} of {len(manifest)} plates are exact", exact == len(manifest))
    yield check(f"{len(left)} partial files are left {' '.join(left[:3])}", not left)


def check_bytes(manifest, requests, interrupted):
    answers = defaultdict(list)
    for request in requests:
        if request["host"] == "Storage":
            answers[request["file_id"]].append(request)
    again = {
        row["name"]: (more, answers[row["file_id"]]) for row in manifest
        if (more := sum(int(answer["bytes"]) for answer in answers[row["file_id"]]) - int(row["size"])) > ON_THE_WAY
    }
    for name, (more, of_plate) in again.items():
        parts = ", ".join(f"{answer['status']} with {int(answer['bytes']):,} at {answer['time']}" for answer in of_plate)
        print(f"        {name}: {more:,} bytes twice: {parts}")
    most = max((more for more, _ in again.values()), default=0)
    yield check(
        f"{len(again)} plates were downloaded in part twice; at most {interrupted} were interrupted", len(again) <= interrupted)
    yield check(
        f"at most {most:,} bytes of a plate twice, {sum(more for more, _ in again.values()):,} bytes in all", most <= LOST_BYTES)


def check_pace(requests):
    times = defaultdict(list)
    for request in requests:
        if request["host"] != "Storage":
            times[request["host"]].append(float(request["time"]))
    for host, at in sorted(times.items()):
        at.sort()
        seconds = at[-1] - at[0]
        most = {window: most_within(at, window) for window in WINDOWS if window <= seconds}
        windows = ", ".join(f"{count} in {window} s" for window, count in most.items())
        yield check(
            f"{host}: {len(at)} requests in {seconds:.0f} s, {len(at) / max(seconds, 1):.2f} a second, at most {windows}",
            all(count <= window * REQUESTS_PER_SECOND + MORE_IN_A_WINDOW for window, count in most.items()))


def main():
    work, interrupted = Path(sys.argv[1]), int(sys.argv[2]) * PLATES_AT_ONCE
    manifest, requests = read(work / "manifest.csv"), read(work / "requests.csv")
    results = [
        *check_plates(manifest, work / "plates"),
        *check_bytes(manifest, requests, interrupted),
        *check_pace(requests),
    ]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
