"""n: many small plates at the pace that Figshare asks for: one request a second to each of its hosts."""

import shlex

from bench import Result
from comparison import Command

KIB = 1024
BURST = 10  # requests that FigshareTools sends to a host at once after a quiet time
HOSTS = 2


def run(bench):
    result = Result(
        "small plates at Figshare's pace",
        "120 plates of 64 KiB to memory, 8 at a time. API and downloader are two hosts behind a proxy on the loopback address, so"
        " that FigshareTools keeps its pace: one request a second to each host, after ten at once. A program that keeps to one"
        " request a second is curl --rate 1/s.")
    plates = bench.plates("paced", [64 * KIB] * max(2 * HOSTS * BURST, bench.count(120)))
    with bench.server(plates, storage_host="storage.figshare.example") as server, bench.cleared(bench.small_memory) as target:
        services = (f" -ApiUri http://api.figshare.example/v2 -DownloadUri http://downloader.figshare.example"
                    f" -Proxy {server.address}")
        curl = _curl(plates, server, target)
        for title, table in (("rows with name, length and MD5", plates.csv()), ("rows with the file id alone", plates.ids())):
            comparison = result.add(bench.compare(
                title, target, plates, [bench.shell.save_rows(table, target, 8, services), curl], server=server,
                is_paired=False, rounds=1, touch=0))
            _add_goals(result, comparison, plates, title)
    return result


def _curl(plates, server, target):
    lines = []
    for plate in plates.plates:
        lines += [f'url = "http://api.figshare.example/v2/file/download/{plate.id}"', f'output = "{plate.name}"']
    config = shlex.quote(str(plates.write("curl-paced.txt", lines)))
    folder = shlex.quote(str(target.folder))
    script = f"curl -s -f -L --rate 1/s -x {server.address} --output-dir {folder} -K {config}"
    return Command("curl --rate 1/s", script, once=True)


def _add_goals(result, comparison, plates, title):
    ours = comparison.entries["FigshareTools"]
    seconds, counts = ours.median(), ours.counts[-1]
    paced = max(0, len(plates.plates) - HOSTS * BURST)
    result.at_least(f"{title}: plates a second, without the {HOSTS * BURST} of the first moment", 1.9,
                    None if ours.problem else paced / seconds)
    result.at_most(f"{title}: requests to the API a second, without the {BURST} of the first moment", 1,
                   None if ours.problem else max(0, counts["api_requests"] - BURST) / seconds)
    result.notes.append(f"{title}: {counts['redirects']} requests to Figshare, {counts['api_requests']} of them to the API.")
