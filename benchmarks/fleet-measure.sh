#!/usr/bin/env bash
# Measures fleets of 1 to 16 tasks against the simulator, for fleet.py: benchmarks/fleet-measure.sh >benchmarks/fleet-measured.csv
# The tasks are processes of this machine, and begin together when all of them have started: nodes do not wait for each other's
# processors. The time begins with the first request.
set -euo pipefail
cd "$(dirname "$0")/.."
plates=64 smallest=4000000 plates_at_once=2 plate_rate=1000000
host=src/FigshareTools.Host/bin/Debug/net10.0/FigshareTools.Host.dll
work=$(mktemp -d)
# The simulator ends when its folder is gone.
trap 'rm -rf "$work"' EXIT
dotnet build src/FigshareTools.Host --nologo -v quiet >&2

measure() {
    local tasks=$1 folder=$work/$1 index
    mkdir -p "$folder/plates"
    dotnet "$host" -File tests/cluster/simulator.ps1 -Plates $plates -Length $smallest -BytesPerSecond $plate_rate \
        -Folder "$folder" >"$folder/log" 2>&1 &
    local simulator=$!
    until [ -e "$folder/figshare.env" ]; do sleep 0.2; done
    # shellcheck source=/dev/null
    . "$folder/figshare.env"
    local fleet=()
    for ((index = 0; index < tasks; index++)); do
        dotnet "$host" -Command "\$ProgressPreference = 'SilentlyContinue'
            \$plates = Get-FigshareManifest -LiteralPath '$folder/manifest.csv' |
                Select-FigsharePlate -ShardIndex $index -ShardCount $tasks
            [IO.File]::WriteAllText('$folder/ready.$index', '')
            while (-not [IO.File]::Exists('$folder/go')) { [Threading.Thread]::Sleep(20) }
            \$plates | Save-FigsharePlate -Destination '$folder/plates' -PaceFolder '$folder/pace' \
                -ThrottleLimit $plates_at_once -SegmentCount 1" >"$folder/log.$index" 2>&1 &
        fleet+=($!)
    done
    until [ "$(find "$folder" -name 'ready.*' | wc -l)" -eq "$tasks" ]; do sleep 0.2; done
    touch "$folder/go"
    wait "${fleet[@]}"
    touch "$folder/simulator.stop"
    wait $simulator
    python3 - "$folder" $plates <<'PYTHON'
import csv, sys
from pathlib import Path
folder, plates = Path(sys.argv[1]), int(sys.argv[2])
files = list(folder.glob("plates/*.bin"))
assert len(files) == plates, f"only {len(files)} plates were saved: see {folder}"
with open(folder / "requests.csv", newline="") as file:
    first = min(float(row["time"]) for row in csv.DictReader(file))
print(f"{max(file.stat().st_mtime for file in files) - first:.1f}")
PYTHON
    rm -rf "$folder/plates"
}

echo tasks,plates,smallest,plates_at_once,plate_rate,seconds
for tasks in 1 2 4 8 16; do
    seconds=$(measure $tasks)
    echo "$tasks,$plates,$smallest,$plates_at_once,$plate_rate,$seconds"
done
