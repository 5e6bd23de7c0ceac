"""g: killed and resumed, with presigned URLs that expire: the bytes downloaded twice, and the total time."""

import shlex
import time

import measure
from bench import MIB, Result
from comparison import Command

CONNECTION_LIMIT = 30_000_000
URL_SECONDS = 10
CURL = "curl -C -"


def run(bench):
    result = Result(
        "killed and resumed",
        "One plate of 512 MiB to memory; 30 MB/s per connection, presigned URLs expire after 10 seconds. The whole process"
        " tree is killed when the server has sent a third, then the same command runs again: times and bytes of both"
        " runs.")
    plates = bench.plates("resumed", [bench.size(512 * MIB)])
    with (bench.server(plates, connection=CONNECTION_LIMIT, url_seconds=URL_SECONDS) as server, bench.cleared(bench.memory) as target):
        def killed_and_resumed(script, output):
            first = _killed_after(plates.bytes // 3, server, script, output)
            second = measure.run(script, output)
            return measure.Measurement(
                first.wall + second.wall, first.user + second.user, first.system + second.system,
                max(first.peak_process, second.peak_process), max(first.peak_tree, second.peak_tree),
                second.exit_code, second.output)

        comparison = result.add(bench.compare(
            "to memory", target, plates, [bench.shell.save(plates, server, target, 5), *_peers(plates, server, target)],
            server=server, is_paired=False, measure_with=killed_and_resumed))
    ours = comparison.entries["FigshareTools"]
    served = max(counts["body_bytes"] for counts in ours.counts) / MIB
    result.at_most("MiB served in both runs", round(plates.bytes / MIB + 8), None if ours.problem else served, " MiB")
    result.at_most(f"wall of both runs, of {CURL}", 0.5, comparison.ratio(CURL))
    return result


def _killed_after(size, server, script, output):
    running = measure.Running(script, output)
    while running.is_running() and server.counts()["body_bytes"] < size:
        time.sleep(0.02)
    if running.is_running():
        running.kill()
    return running.wait()


def _peers(plates, server, target):
    plate, folder = plates.plates[0], shlex.quote(str(target.folder))
    link = server.link(plate)
    aria2 = f"aria2c --no-conf -q --file-allocation=none -c {{}} -d {folder} -o {plate.name} {link}"
    yield Command(CURL, f"curl -s -f -L -C - -o {folder}/{plate.name} {link}")
    for options in ("-x1 -s1", "-x4 -s4"):
        yield Command(f"aria2c -c {options}", aria2.format(options))
    yield Command("rclone copyurl", f"rclone --config /dev/null -q copyurl {link} {folder}/{plate.name}")
