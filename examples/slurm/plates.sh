#!/usr/bin/env bash
#SBATCH --job-name=plates
#SBATCH --cpus-per-task=1
#SBATCH --time=12:00:00
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --signal=B:USR1@120
# Runs a PowerShell script as a job: plates.sh <script.ps1> [arguments]. submit.sh submits it.
#
# Preemption, requeue and scancel send TERM: pwsh closes its partial files and leaves, within two seconds. Slurm then starts the
# job again, and it goes on where it was. Two minutes before the time limit comes USR1: the same, but the job requeues itself.
set -uo pipefail

pwsh -NoProfile -NonInteractive -File "$@" &
pwsh=$!

trap 'signal=TERM; kill -TERM "$pwsh"' TERM
trap 'signal=USR1; kill -TERM "$pwsh"' USR1

# A signal ends 'wait' before pwsh has ended.
while signal=; wait "$pwsh"; code=$?; [ -n "$signal" ]; do
    last=$signal
done

if [ "${last-}" = USR1 ]; then
    # The plain number of an array's last task is that of the whole array.
    task=${SLURM_ARRAY_TASK_ID:+${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID}
    scontrol requeue "${task:-$SLURM_JOB_ID}"
fi
exit "$code"
