#!/usr/bin/env bash
# Saves the plates of a manifest with an array of Slurm, and verifies them when the last task has ended:
#   submit.sh manifest.csv /shared/plates 4
# Options of sbatch go into its variables, such as SBATCH_PARTITION and SBATCH_ACCOUNT. All nodes need pwsh, the module and both
# paths. Prints the numbers of the two jobs.
set -euo pipefail

manifest=$(realpath -- "$1")
destination=$(realpath -m -- "$2")
tasks=${3:-4}
slurm=$(cd "$(dirname "$0")" && pwd)
scripts=$(dirname "$slurm")

array=$(sbatch --parsable --array="0-$((tasks - 1))" \
    "$slurm/plates.sh" "$scripts/shard.ps1" -Manifest "$manifest" -Destination "$destination")
# afterany, not afterok: the audit says what is missing when tasks have failed. Its exit code is that of the whole.
audit=$(sbatch --parsable --dependency="afterany:$array" --job-name=plates-audit \
    "$slurm/plates.sh" "$scripts/verify.ps1" -Manifest "$manifest" -Destination "$destination")
echo "array=$array audit=$audit"
