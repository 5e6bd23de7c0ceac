"""The two servers: nginx without a bandwidth limit, and FigshareTools.BenchmarkServer with limits or at a distance."""

import json
import os
import shlex
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

NGINX = """
worker_processes {workers};
daemon off;
pid {home}/nginx.pid;
error_log {home}/error.log warn;
{user}
events {{ worker_connections 1024; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000;
    default_type application/octet-stream;
    client_body_temp_path {home}/body;
    proxy_temp_path {home}/proxy;
    fastcgi_temp_path {home}/fastcgi;
    uwsgi_temp_path {home}/uwsgi;
    scgi_temp_path {home}/scgi;
    server {{
        listen 127.0.0.1:{port}{tls} backlog=1024;
        {certificate}
        location /storage/ {{ alias {root}/; autoindex on; }}
        location ~ ^/(?:v2/file/download|files)/(\\d+)$ {{ return 302 {address}/storage/$1.bin; }}
    }}
}}
"""


class Server:
    """Base class with the addresses for the programs."""

    port = 0
    scheme = "http"
    authority = None  # a file with the certificate that clients have to trust
    counts_requests = False

    @property
    def address(self):
        return f"{self.scheme}://127.0.0.1:{self.port}"

    @property
    def trust(self):
        """Returns the beginning of a script whose commands trust the server; empty without TLS."""
        # curl reads CURL_CA_BUNDLE; OpenSSL, .NET and Go read SSL_CERT_FILE.
        authority = shlex.quote(str(self.authority))
        return f"export SSL_CERT_FILE={authority} CURL_CA_BUNDLE={authority}; " if self.authority else ""

    @property
    def api(self):
        return f"{self.address}/v2"

    @property
    def storage(self):
        return f"{self.address}/storage/"

    def file(self, plate):
        """Returns the direct address of a plate."""
        return f"{self.storage}{plate.name}"

    def link(self, plate):
        """Returns the address that redirects to a plate."""
        return f"{self.api}/file/download/{plate.id}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.terminate()
        self._process.wait()


class Nginx(Server):
    """nginx, with two workers, or with one on each of the given processors."""

    def __init__(self, work, root, tls=False, processors=None):
        home = Path(work) / "nginx"
        home.mkdir(exist_ok=True)
        self.port = _free_port()
        certificate = ""
        if tls:
            self.scheme, self.authority = "https", _create_certificates(home)
            certificate = f"ssl_certificate {home}/server.crt; ssl_certificate_key {home}/server.key;"
        # By default, nginx as root runs its workers as a user that may be unable to read the work folder.
        user = "user root;" if os.geteuid() == 0 else ""
        config = home / "nginx.conf"
        config.write_text(NGINX.format(home=home, root=root, port=self.port, user=user, address=self.address,
                                       tls=" ssl" if tls else "", certificate=certificate,
                                       workers=len(processors) if processors else 2))
        pin = ["taskset", "-c", ",".join(map(str, processors))] if processors else []
        self._process = subprocess.Popen([*pin, "nginx", "-p", home, "-c", config, "-e", home / "error.log"])
        _wait_for(self.port, self._process)


class LimitedServer(Server):
    """
    A server with bandwidth limits in bytes per second (0 for none), presigned URLs that expire, and a distance in
    milliseconds per round trip. It redirects to the storage host, which is another host than that of the redirects.
    """

    counts_requests = True

    def __init__(self, program, root, connection=0, total=0, url_seconds=0, round_trip=0, storage_host="127.0.0.1"):
        self._process = subprocess.Popen(
            [program, "--root", root, "--connection-rate", str(connection), "--total-rate", str(total),
             "--url-seconds", str(url_seconds), "--round-trip", str(round_trip), "--storage-host", storage_host],
            stdout=subprocess.PIPE, text=True)
        self.port = int(self._process.stdout.readline().split()[-1])

    def counts(self):
        return json.loads(self._control("counts"))

    def reset(self):
        self._control("reset")

    def _control(self, action):
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(f"{self.address}/control/{action}") as response:
            return response.read()


def _create_certificates(home):
    """Creates an authority for this run and a certificate of the server. Returns the authority's file."""
    new = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    authority, server = ["-keyout", "ca.key", "-out", "ca.crt"], ["-keyout", "server.key", "-out", "server.crt"]
    for command in ([*new, *authority, "-subj", "/CN=Benchmark authority"],
                    [*new, *server, "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
                     "-addext", "basicConstraints=critical,CA:FALSE", "-CA", "ca.crt", "-CAkey", "ca.key"]):
        subprocess.run(command, cwd=home, check=True, stderr=subprocess.DEVNULL)
    return home / "ca.crt"


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(port, process):
    for _ in range(100):
        if process.poll() is not None:
            raise RuntimeError(f"nginx exited at once with code {process.returncode}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("nginx does not respond")
