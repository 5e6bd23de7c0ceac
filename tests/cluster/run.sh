#!/usr/bin/env bash
# Runs examples/slurm on a Slurm of four nodes on this machine, against a simulated Figshare, and disturbs it: one node is lost,
# and its task lives on beside the copy that Slurm starts; another task is preempted. Then it checks plates, requests and exit
# codes.
#   tests/cluster/run.sh [plates a node]
# The fleet sends two requests a second, so 30 plates a node take one minute; the long form, 200, takes seven. Installs what is
# missing on Debian, for root. Ends with the line 'Cluster: N passed, N failed, N skipped'.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit
root=$PWD
plates_a_node=${1:-30}
plates=$((4 * plates_a_node))
export PATH=$PATH:/usr/sbin

# shellcheck source=tests/cluster/slurm.sh
. tests/cluster/slurm.sh

# 'command -v' with several names succeeds if there is one of them.
has_slurm() { local name; for name in slurmctld slurmd munged python3; do command -v "$name" >/dev/null || return; done; }

if ! has_slurm && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends slurm-wlm munge python3
fi
if ! has_slurm; then
    echo "Slurm is not installed: the examples for clusters were not run."
    echo "Cluster: 0 passed, 0 failed, 1 skipped"
    exit 0
fi

work=$(mktemp -d)
passed=0 failed=0
simulator=

finish() {
    local code=$?
    trap - EXIT
    stop_slurm
    stop_simulator
    if [ "$failed" -gt 0 ] || [ "$passed" -eq 0 ]; then
        tail -n 20 "$work"/slurm-*.out "$work"/log/slurmctld.log 2>/dev/null
        failed=$((failed > 0 ? failed : 1))
        code=1
    fi
    rm -rf "$work"
    echo "Cluster: $passed passed, $failed failed, 0 skipped"
    exit "$code"
}
trap finish EXIT
trap 'exit 1' INT TERM

# Counts a check: 'passed' if the command succeeds.
check() {
    local text=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
        echo "passed: $text"
    else
        failed=$((failed + 1))
        echo "FAILED: $text"
    fi
}

say() { printf '%4d s  %s\n' $SECONDS "$*"; }

build() {
    dotnet build src/FigshareTools.Host --nologo -v quiet -p:RunAnalyzers=false >"$work/build.log" ||
        { cat "$work/build.log"; exit 1; }
    host=$root/src/FigshareTools.Host/bin/Debug/net10.0/FigshareTools.Host.dll
    if ! command -v pwsh >/dev/null; then
        # The project's host in the place of pwsh.
        mkdir "$work/bin"
        # shellcheck disable=SC2016
        printf '#!/usr/bin/env bash\nexec dotnet %q "${@:3}"\n' "$host" >"$work/bin/pwsh"
        chmod +x "$work/bin/pwsh"
        export PATH=$work/bin:$PATH
    fi
}

start_simulator() {
    mkdir "$work/plates"
    dotnet "$host" -File "$root/tests/cluster/simulator.ps1" -Plates "$plates" -Length 1100000 -BytesPerSecond 400000 \
        -Folder "$work" >"$work/simulator.log" 2>&1 &
    simulator=$!
    wait_until 60 test -e "$work/figshare.env" || { cat "$work/simulator.log"; exit 1; }
    # shellcheck source=/dev/null
    . "$work/figshare.env"
}

# The simulator then writes its log of the requests.
stop_simulator() {
    if [ -n "$simulator" ]; then
        touch "$work/simulator.stop"
        wait "$simulator"
        simulator=
    fi
}

saved() { find "$work/plates" -name '*.bin' | wc -l; }
has_saved() { [ "$(saved)" -ge "$1" ]; }

# A task that was requeued waits two minutes; here it need not.
release_requeued() {
    local job
    for job in $(squeue -h -r -t PENDING -o '%i' | grep "^${array}_"); do
        scontrol update jobid="$job" StartTime=now 2>/dev/null
    done
}

runs_again() {
    release_requeued
    job_is "$1" RUNNING && [ "$(job_value "$1" Restarts)" -ge 1 ] && [ -n "$(job_value "$1" BatchHost)" ]
}

all_ended() {
    release_requeued
    job_is "$audit" 'COMPLETED|FAILED|TIMEOUT|CANCELLED'
}

exit_code_is() { [ "$(job_value "$1" ExitCode)" = "$2:0" ] && job_is "$1" COMPLETED; }

# The last line of each copy of a task that ended by itself.
ended_right() { [ "$(grep -c "^$plates_a_node of $plates_a_node plates are there" "$work/slurm-${array}_$1.out")" -eq "$2" ]; }

lint() {
    if command -v shellcheck >/dev/null; then
        check "ShellCheck finds nothing" shellcheck -x tests/cluster/*.sh examples/slurm/*.sh
    fi
    if command -v snakemake >/dev/null; then
        local file=$root/examples/snakemake/Snakefile
        check "the Snakefile has no lint" snakemake --lint --snakefile "$file" --directory "$work" >"$work/lint.txt" 2>&1
        check "the Snakefile plans four shards and an audit" plans_shards "$file"
    fi
}

plans_shards() {
    [ "$(snakemake --cores 1 --dry-run --quiet rules --snakefile "$1" --directory "$work" \
        --config manifest="$work/manifest.csv" destination=snakes 2>&1 | grep -cE '^(save +4|verify +1) ')" -eq 2 ]
}

build
start_simulator
lint
start_slurm || { failed=1; exit 1; }
say "four nodes are up; $plates plates"
cd "$work" || exit
# Sets array and audit, the numbers of the jobs.
array='' audit=''
eval "$("$root/examples/slurm/submit.sh" manifest.csv plates 4)"
[ -n "$audit" ] || exit 1

wait_until 120 has_saved $((plates / 10))
node=$(job_value "${array}_0" BatchHost)
kill_node "$node"
say "$(saved) plates are there; $node, with task 0, is lost"
check "a copy of the lost task runs" wait_until 90 runs_again "${array}_0"
say "$(saved) plates are there; a copy of task 0 runs on $(job_value "${array}_0" BatchHost)"

node=$(job_value "${array}_2" BatchHost)
sbatch --parsable -p urgent -w "$node" --exclusive --output=urgent.out --wrap 'sleep 3' >/dev/null
check "the preempted task runs again" wait_until 90 runs_again "${array}_2"
say "$(saved) plates are there; task 2 was preempted on $node and runs on $(job_value "${array}_2" BatchHost)"

check "the audit has ended" wait_until $((plates + 300)) all_ended
say "$(saved) plates are there; the audit has ended"
for task in 0 1 2 3; do
    check "task $task has ended with exit code 0" exit_code_is "${array}_$task" 0
done
check "the audit has ended with exit code 0" exit_code_is "$audit" 0
check "the lost task and its copy have both ended right" wait_until 120 ended_right 0 2
stop_simulator
check "plates and requests are right" python3 "$root/tests/cluster/check.py" "$work" 2
grep -h ' plates are ' slurm-*.out
