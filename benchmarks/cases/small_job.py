"""s: one small plate, where the start of the shell dominates."""

from bench import MIB, Result


def run(bench):
    result = Result("one small plate", "One plate of 1 MiB with MD5 to memory, from nginx, including the start of the shell.")
    plates = bench.plates("tiny", [MIB])
    with bench.nginx(plates) as server, bench.cleared(bench.memory) as target:
        peers = bench.peers(plates, server, target)
        result.add(bench.compare(
            "to memory", target, plates,
            [bench.shell.save(plates, server, target, 5), peers.curl(1, verify=True), peers.rclone(1, verify=True),
             peers.aria2(1, verify=True), peers.requests(1, verify=True)], rounds=max(bench.rounds, 5), touch=0))
    result.notes.append(f"The start of the shell, including the import of the module, takes {bench.start_seconds():.2f} s.")
    return result
