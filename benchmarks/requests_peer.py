"""A typical script of a user: python requests, threads, 1 MiB chunks, and the MD5 during the download."""

import hashlib
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import requests

CHUNK = 1024 * 1024
local = threading.local()


def fetch(line, folder, verify):
    url, name, md5 = line.split()
    if not hasattr(local, "session"):
        local.session = requests.Session()
        local.session.trust_env = False
        local.session.verify = os.environ.get("SSL_CERT_FILE", True)
    hasher = hashlib.md5()
    with local.session.get(url, stream=True) as response, open(f"{folder}/{name}", "wb", buffering=0) as file:
        response.raise_for_status()
        for chunk in response.iter_content(CHUNK):
            file.write(chunk)
            if verify:
                hasher.update(chunk)
    if verify and hasher.hexdigest() != md5:
        raise ValueError(f"{name} is wrong")


def main(urls, folder, concurrency, verify=None):
    with open(urls) as lines, ThreadPoolExecutor(int(concurrency)) as pool:
        for done in [pool.submit(fetch, line, folder, verify == "md5") for line in lines]:
            done.result()


main(*sys.argv[1:])
