#!/usr/bin/env bash
# Runs the engine's .NET Framework build under Mono, where Mono is installed: nine plates from the simulator, over both of
# Mono's HTTP handlers. Ends with the line 'Mono: N passed, N failed, N skipped'.
# Debian 12: apt-get install --no-install-recommends mono-runtime libmono-system-core4.0-cil \
#     libmono-system-net-http4.0-cil libmono-system-numerics4.0-cil libmono-system-runtime4.0-cil
set -uo pipefail
cd "$(dirname "$0")/.."
configuration=${1:-Debug}
program=tests/FigshareTools.NetFrameworkProgram/bin/$configuration/net472/FigshareTools.NetFrameworkProgram.exe
host=src/FigshareTools.Host/bin/$configuration/net10.0/FigshareTools.Host.dll

if ! command -v mono >/dev/null; then
    echo "Mono is not installed: the .NET Framework build was run on .NET only."
    echo "Mono: 0 passed, 0 failed, 2 skipped"
    exit 0
fi

dotnet build tests/FigshareTools.NetFrameworkProgram -c "$configuration" --nologo -v quiet &&
    dotnet build src/FigshareTools.Host -c "$configuration" --nologo -v quiet || exit 1

# The simulator writes its addresses and serves until its input ends.
coproc simulator { exec dotnet "$host" -Offline -Command \
    '[Console]::WriteLine($env:FIGSHARE_API_URI); [Console]::WriteLine($env:FIGSHARE_DOWNLOAD_URI); $null = [Console]::ReadLine()'; }
read -r FIGSHARE_API_URI <&"${simulator[0]}"
read -r FIGSHARE_DOWNLOAD_URI <&"${simulator[0]}"
export FIGSHARE_API_URI FIGSHARE_DOWNLOAD_URI
folder=$(mktemp -d)
trap 'exec {simulator[1]}>&-; rm -rf "$folder"' EXIT

passed=0 failed=0
# Mono's HttpClientHandler is a SocketsHttpHandler; that of .NET Framework sends through HttpWebRequest.
for handler in '' -WebRequests; do
    if timeout 300 mono "$program" "$folder/plates$handler" $handler; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
    fi
done
echo "Mono: $passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
