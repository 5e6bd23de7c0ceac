"""The files to download: random bytes with known length and MD5, identical in every run."""

import hashlib
import json
import os
import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

PIECE = 1024 * 1024
POOL = 16 * PIECE


@dataclass(frozen=True)
class Plate:
    id: int
    size: int
    md5: str

    @property
    def name(self):
        return f"{self.id}.bin"


class PlateSet:
    """Plates in a folder, and the lists that each program reads."""

    def __init__(self, folder, plates):
        self.folder, self.plates = Path(folder), plates
        self.lists = self.folder.parent / f"{self.folder.name}-lists"
        self.lists.mkdir(exist_ok=True)

    @property
    def bytes(self):
        return sum(plate.size for plate in self.plates)

    def csv(self, with_md5=True):
        """Writes the table for Import-Csv."""
        lines = ["figshare_id,file_name,size" + (",md5" if with_md5 else "")]
        lines += [f"{p.id},{p.name},{p.size}" + (f",{p.md5}" if with_md5 else "") for p in self.plates]
        return self.write("plates.csv" if with_md5 else "plates-without-md5.csv", lines)

    def ids(self):
        """Writes a table that has nothing but the ids."""
        return self.write("ids.csv", ["figshare_id", *(p.id for p in self.plates)])

    def md5sums(self):
        """Writes the sums in the format of md5sum, sorted by name."""
        return self.write("md5sums.txt", sorted((f"{p.md5}  {p.name}" for p in self.plates), key=lambda line: line[34:]))

    def write(self, name, lines):
        path = self.lists / name
        path.write_text("\n".join(map(str, lines)) + "\n")
        return path

    def warm(self):
        """Reads all plates into the page cache, so that the server never waits for the disk."""
        for plate in self.plates:
            with open(self.folder / plate.name, "rb", buffering=0) as file:
                while file.read(4 * PIECE):
                    pass

    def problem_in(self, folder, contents=True):
        """Verifies names and lengths of a copy, optionally contents. Returns the problem, or None."""
        folder = Path(folder)
        present = {entry.name for entry in os.scandir(folder) if not entry.name.startswith(".figsharetools-")}
        missing = [plate.name for plate in self.plates if plate.name not in present]
        if missing:
            return f"{len(missing)} of {len(self.plates)} files are missing"
        if len(present) > len(self.plates):
            return f"{len(present) - len(self.plates)} files too many"
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            wrong = sum(not is_correct for is_correct in pool.map(lambda plate: _is_correct(folder / plate.name, plate, contents), self.plates))
        return f"{wrong} files are wrong" if wrong else None


def create(work, name, sizes, first_id=1):
    """Creates a set, or reuses an existing set with the same sizes."""
    folder = Path(work) / "data" / name
    record = Path(work) / "data" / f"{name}.json"
    if record.exists():
        plates = [Plate(**plate) for plate in json.loads(record.read_text())]
        if [plate.size for plate in plates] == list(sizes):
            existing = PlateSet(folder, plates)
            existing.warm()
            return existing
    folder.mkdir(parents=True, exist_ok=True)
    pool = random.Random(20260116).randbytes(POOL)
    with ThreadPoolExecutor(os.cpu_count()) as workers:
        plates = list(workers.map(lambda item: _create_plate(folder, pool, first_id + item[0], item[1]), enumerate(sizes)))
    record.write_text(json.dumps([asdict(plate) for plate in plates]))
    os.sync()
    return PlateSet(folder, plates)


def _create_plate(folder, pool, plate_id, size):
    random_source, hasher, left = random.Random(plate_id), hashlib.md5(), size
    with open(folder / f"{plate_id}.bin", "wb", buffering=0) as file:
        while left > 0:
            start = random_source.randrange(POOL - PIECE)
            piece = memoryview(pool)[start:start + min(PIECE, left)]
            hasher.update(piece)
            file.write(piece)
            left -= len(piece)
    return Plate(plate_id, size, hasher.hexdigest())


def _is_correct(path, plate, contents):
    if path.stat().st_size != plate.size:
        return False
    if not contents:
        return True
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "md5").hexdigest() == plate.md5
