#!/usr/bin/env bash
# Packs the module in two folders, compares the packages byte by byte, and writes them to a folder. Ends with the line
# 'Reproducible: N passed, N failed'. A working tree with changes is packed with them.
set -uo pipefail
cd "$(dirname "$0")/.."
output=$(mkdir -p "${1:-out/packages}" && cd "${1:-out/packages}" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

pack() {
    git clone --quiet --no-hardlinks . "$1" || return
    git ls-files -z --cached --others --exclude-standard |
        tar --create --null --files-from=- --ignore-failed-read 2>/dev/null | tar --extract --directory "$1"
    # Another origin, as forks have it: SourceLink, for example, would write it into the symbols.
    git -C "$1" remote set-url origin "$2"
    (cd "$1" && dotnet run -c Release --project build/FigshareTools.Packaging "-p:RunAnalyzers=false" -- --output "$3") ||
        { echo "Packing in $1 failed."; return 1; }
}

if pack "$folder/a" https://github.com/FigshareTools/FigshareTools "$output" >"$folder/a.log" 2>&1 &&
    pack "$folder/a folder of another length/b" https://github.com/somebody/fork "$folder/packages" >"$folder/b.log" 2>&1 &&
    diff --recursive "$output" "$folder/packages"; then
    tail -n 3 "$folder/a.log"
    echo "Reproducible: 1 passed, 0 failed"
else
    cat "$folder"/*.log
    # The names of the files whose checksums differ.
    if command -v unzip >/dev/null; then
        diff <(unzip -qqv "$output"/*.zip) <(unzip -qqv "$folder"/packages/*.zip)
    fi
    echo "Reproducible: 0 passed, 1 failed"
    exit 1
fi
