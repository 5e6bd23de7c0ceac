"""w: a storage at a distance: a round trip for each request, three for a new connection, and slow start."""

from bench import MIB, Result

MBS = 1_000_000
CONNECTIONS = 16
ARIA2 = f"-x{CONNECTIONS} -s{CONNECTIONS} -k1M"
DISTANCE = (" A request takes a round trip, the first one on a connection three (TCP, TLS 1.3 and itself); the congestion window"
            " begins at 10 segments and doubles each round trip. The storage is another host than that of the redirect, which the"
            " other programs do not need.")

# Round trip in milliseconds, MB/s per connection, MB/s of the line.
ALL_LINES = [(trip, rate, line) for line in (125, 1250) for rate in (20, 60) for trip in (20, 80)]
NINE_LINES = [(20, 20, 125), (80, 20, 125), (20, 60, 1250), (80, 60, 1250)]
SMALL_LINES = [(20, 60, 1250), (80, 60, 1250)]


def one_plate(bench):
    result = Result("one plate from afar", "One plate of 4 GiB with MD5 to memory." + DISTANCE)
    plates = bench.plates("long", [bench.size(4096 * MIB)])
    start = _start(bench, result)
    for line in ALL_LINES:
        with _server(bench, plates, line) as server, bench.cleared(bench.memory) as target:
            peers = bench.peers(plates, server, target)
            comparison = result.add(bench.compare(
                _title(line), target, plates,
                [bench.shell.save(plates, server, target, 5), peers.aria2(1, ARIA2, verify=True)],
                server=server, is_paired=False))
        _add_share(result, comparison, plates, line, start, CONNECTIONS)
        result.at_most(f"{_title(line)}: wall, of aria2c {ARIA2} with checksum", 0.80,
                       comparison.ratio(f"aria2c {ARIA2}, checksum=md5"))
    return result


def nine_plates(bench):
    result = Result("nine plates from afar", "Nine plates of 512 MiB with MD5 to memory, 9 at a time." + DISTANCE)
    plates = bench.plates("nine", [bench.size(512 * MIB)] * 9)
    start = _start(bench, result)
    for line in NINE_LINES:
        with _server(bench, plates, line) as server, bench.cleared(bench.memory) as target:
            peers = bench.peers(plates, server, target)
            comparison = result.add(bench.compare(
                _title(line), target, plates,
                [bench.shell.save(plates, server, target, 9), peers.aria2(9, ARIA2, verify=True), peers.aria2(9, verify=True),
                 peers.rclone(9, streams=4, verify=True), peers.curl(9, verify=True)],
                server=server, is_paired=False))
        _add_share(result, comparison, plates, line, start, CONNECTIONS)
        _add_fastest(result, comparison, line, 1)
    return result


def small_plates(bench):
    result = Result(
        "small plates from afar",
        f"1,000 plates of 1 MiB with MD5 to memory, {CONNECTIONS} at a time, without the pace of the API." + DISTANCE)
    plates = bench.plates("mebibytes", [MIB] * bench.count(1000))
    _start(bench, result)
    for line in SMALL_LINES:
        with _server(bench, plates, line) as server, bench.cleared(bench.small_memory) as target:
            peers = bench.peers(plates, server, target)
            comparison = result.add(bench.compare(
                _title(line), target, plates,
                [bench.shell.save(plates, server, target, CONNECTIONS), peers.aria2(CONNECTIONS, verify=True),
                 peers.rclone(CONNECTIONS, verify=True), peers.curl(CONNECTIONS, verify=True),
                 peers.requests(CONNECTIONS, verify=True)],
                server=server, is_paired=False))
        _add_fastest(result, comparison, line, 0.60)
    return result


def _server(bench, plates, line):
    trip, rate, total = line
    return bench.server(plates, connection=rate * MBS, total=total * MBS, round_trip=trip, storage_host="127.0.0.2")


def _title(line):
    return "{} ms, {} MB/s per connection, line of {} MB/s".format(*line)


def _start(bench, result):
    start = bench.start_seconds()
    result.notes.append(f"The start of the shell takes {start:.2f} s and is included in the times above.")
    return start


def _add_share(result, comparison, plates, line, start, connections):
    """Adds the share of the bandwidth that the line and the connections allow."""
    _, rate, total = line
    allowed = plates.bytes / min(total * MBS, connections * rate * MBS)
    result.notes.append(f"{_title(line)}: {connections} connections and the line allow {allowed:.2f} s.")
    ours = comparison.entries["FigshareTools"]
    share = None if ours.problem else 100 * allowed / (ours.median() - start)
    result.at_least(f"{_title(line)}: share of the bandwidth, without the start of the shell", 95, share, " %")


def _add_fastest(result, comparison, line, limit):
    fastest = comparison.fastest([peer.command.name for peer in comparison.peers])
    result.at_most(f"{_title(line)}: wall, of the fastest ({fastest})", limit, comparison.ratio(fastest))
