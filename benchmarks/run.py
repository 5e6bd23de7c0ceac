#!/usr/bin/env python3
"""Compares FigshareTools with other programs, and writes RESULTS.md. See README.md."""

import argparse
import json
import shutil
import signal
import sys
from pathlib import Path

import report
import tools
from bench import Bench
from cases import (all_present, big_plate, killed_and_resumed, many_cores, nine_plates, one_plate, over_tls, paced, small_job,
                   small_plates, verify_on_disk, wide_area, with_md5, without_md5)

# Those first that are closest to what users have.
CASES = {
    "t": over_tls.run,
    "w-one": wide_area.one_plate,
    "w-nine": wide_area.nine_plates,
    "w-small": wide_area.small_plates,
    "big": big_plate.run,
    "n": paced.run,
    "cores": many_cores.run,
    "a": with_md5.run,
    "b": without_md5.run,
    "c": one_plate.run,
    "d": nine_plates.run,
    "e": small_plates.run,
    "f": all_present.run,
    "g": killed_and_resumed.run,
    "h": verify_on_disk.run,
    "s": small_job.run,
}
MEMORY_LIMIT_MB = 150
NEEDED_GIB = 73


def main():
    arguments = parse()
    tools.require()
    # SIGTERM must also unmount the target and stop the server.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("terminated"))
    # A separate folder, because it is removed at the end.
    work = arguments.work.resolve() / "figsharetools-benchmark"
    kept = tools.REPOSITORY / "out/benchmarks" / f"scale-{arguments.scale:g}"
    results = Path(__file__).with_name("RESULTS.md") if arguments.scale == 1 else kept / "RESULTS.md"
    work.mkdir(parents=True, exist_ok=True)
    kept.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(work).free < NEEDED_GIB * 2**30 * arguments.scale:
        sys.exit(f"{work} needs {NEEDED_GIB * arguments.scale:.0f} GiB of free space; use --work for another folder.")

    programs = tools.Tools()
    print("building", flush=True)
    programs.build()
    about = {"machine": tools.machine(), "versions": programs.versions(), "date": report.today()}
    bench = Bench(programs, work, arguments.scale, arguments.rounds, lambda text: print(text, flush=True), arguments.few_cores)
    try:
        for letter in arguments.case:
            print(f"case {letter}", flush=True)
            result = CASES[letter](bench)
            add_memory_goal(result)
            case = result.to_json() | {"about": about | {"memory": bench.memory.note}}
            (kept / f"{letter}.json").write_text(json.dumps(case, indent=1))
            print(report.summary(letter, case), flush=True)
    finally:
        bench.close()
        if not arguments.keep:
            shutil.rmtree(work)

    # Cases outside this run keep their last results.
    cases = {letter: json.loads(path.read_text()) for letter in CASES if (path := kept / f"{letter}.json").exists()}
    places = [(work, "$WORK"), (tools.REPOSITORY, "$REPOSITORY"), (programs.python, "python3")]
    report.write(results, cases, places, arguments.scale)
    print(f"written: {results}")


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--case", type=letters, default=list(CASES), metavar="a,c,g", help="run only these cases")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="the rounds per comparison (3)")
    parser.add_argument("--scale", type=float, default=1.0, metavar="F", help="factor for sizes and counts, for trial runs (1)")
    parser.add_argument("--work", type=Path, default=tools.REPOSITORY / "out", metavar="DIR",
                        help="the folder for data and downloads, on the measured disk (out)")
    parser.add_argument("--few-cores", action="store_true", help="run case cores with two or three processors too, as a trial")
    parser.add_argument("--keep", action="store_true", help="keep the data for the next run")
    return parser.parse_args()


def letters(text):
    wanted = text.split(",")
    unknown = [letter for letter in wanted if letter not in CASES]
    if unknown:
        raise argparse.ArgumentTypeError(f"there is no case {', '.join(unknown)}; there are {', '.join(CASES)}")
    return wanted


def add_memory_goal(result):
    peaks = [row["peak_process"] for table in result.tables for row in table["rows"] if row["ours"]]
    if peaks:
        result.at_most("peak memory of the whole process", MEMORY_LIMIT_MB, max(peaks) / 1e6, " MB")


if __name__ == "__main__":
    main()
