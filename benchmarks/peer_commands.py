"""Commands of the other programs, each with its fastest options. They use direct addresses without redirects."""

import os
import shlex
from pathlib import Path

from comparison import Command

REQUESTS_PEER = Path(__file__).resolve().parent / "requests_peer.py"
ARIA2 = "aria2c --no-conf -q --file-allocation={allocation}"
RCLONE = "rclone --config /dev/null -q"


class Peers:
    """Commands that download a set of plates from a server to a target."""

    def __init__(self, plates, server, target, python):
        self._plates, self._server, self._target, self._python = plates, server, target, python

    @property
    def _folder(self):
        return shlex.quote(str(self._target.folder))

    def curl(self, concurrency, verify=False):
        lines = []
        for plate in self._plates.plates:
            lines += [f'url = "{self._server.file(plate)}"', f'output = "{plate.name}"']
        config = _quoted(self._plates.write(f"curl-{self._server.port}.txt", lines))
        script = (f"{self._server.trust}curl -s -f -Z --parallel-immediate --parallel-max {concurrency} --output-dir {self._folder} -K {config}")
        return self._command("curl -Z", script, verify and ("md5sum", md5sum(self._plates, self._target.folder)))

    def xargs_curl(self, concurrency):
        urls = _quoted(self._plates.write(f"urls-{self._server.port}.txt", map(self._server.file, self._plates.plates)))
        script = f"{self._server.trust}cd {self._folder} && xargs -P {concurrency} -n 1 curl -s -f -O < {urls}"
        return Command("xargs curl", script)

    def rclone(self, concurrency, streams=0, verify=False, once=False):
        script = (f"{self._server.trust}{RCLONE} copy --http-url {self._server.storage} :http: {self._folder} --transfers {concurrency}"
                  f" --multi-thread-streams {streams}")
        name = f"rclone copy ({streams} streams)" if streams else "rclone copy"
        return self._command(name, script, verify and ("rclone checksum", rclone_checksum(self._plates, self._target.folder)),
                             once)

    def aria2(self, concurrency, options="-x1 -s1", verify=False, once=False):
        lines = []
        for plate in self._plates.plates:
            lines += [self._server.file(plate), f"  out={plate.name}"]
            lines += [f"  checksum=md5={plate.md5}"] if verify else []
        urls = _quoted(self._plates.write(f"aria2-{self._server.port}{'-md5' if verify else ''}.txt", lines))
        # The fastest options of aria2c: allocate space on a disk, but not in memory.
        tool = ARIA2.format(allocation="falloc" if self._target.name == "disk" else "none")
        name = f"aria2c {options}"
        # aria2c ignores SSL_CERT_FILE.
        tool += f" --ca-certificate={_quoted(self._server.authority)}" if self._server.authority else ""
        return Command(f"{name}, checksum=md5" if verify else name,
                       f"{tool} {options} -j{concurrency} -d {self._folder} -i {urls}", once=once)

    def requests(self, concurrency, verify=False):
        lines = [f"{self._server.file(plate)} {plate.name} {plate.md5}" for plate in self._plates.plates]
        urls = _quoted(self._plates.write(f"requests-{self._server.port}.txt", lines))
        script = (f"{self._server.trust}{self._python} {_quoted(REQUESTS_PEER)} {urls} {self._folder} {concurrency}{' md5' if verify else ''}")
        return Command("python requests" + (", md5 inline" if verify else ""), script)

    @staticmethod
    def _command(name, script, verification, once=False):
        if not verification:
            return Command(name, script, once=once)
        return Command(f"{name} + {verification[0]}", f"{script} && {verification[1]}", once=once)


def md5sum(plates, folder):
    """Runs md5sum on all cores, and compares the result with the expected sums."""
    sums = _quoted(plates.md5sums())
    cores = os.cpu_count()
    at_a_time = max(1, min(100, len(plates.plates) // (4 * cores)))
    return (f"(cd {_quoted(folder)} && cut -c 35- {sums} | xargs -P {cores} -n {at_a_time} md5sum | LC_ALL=C sort -k 2"
            f" | cmp - {sums})")


def rclone_checksum(plates, folder):
    # --one-way ignores the verification record that Test-FigsharePlate writes beside the plates.
    return f"{RCLONE} checksum --one-way md5 {_quoted(plates.md5sums())} {_quoted(folder)}"


def _quoted(path):
    return shlex.quote(str(path))
