# Starts and ends a Slurm of four nodes on this machine, for run.sh, below the folder $work; sets SLURM_CONF.
# shellcheck shell=bash disable=SC2154

nodes=(fake0 fake1 fake2 fake3)

# Writes so many free ports. They are released before Slurm takes them: a test machine gives none of them away meanwhile.
free_ports() {
    python3 - "$1" <<'PYTHON'
import socket, sys
sockets = [socket.socket() for _ in range(int(sys.argv[1]))]
for s in sockets:
    s.bind(("127.0.0.1", 0))
print(*(s.getsockname()[1] for s in sockets))
PYTHON
}

write_slurm_conf() {
    local ports
    read -ra ports < <(free_ports 5)
    cat <<CONF
ClusterName=fake
SlurmctldHost=localhost
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
AuthInfo=socket=$work/run/munge.sock
CredType=cred/munge
SlurmctldPort=${ports[0]}
SlurmctldPidFile=$work/run/slurmctld.pid
SlurmdPidFile=$work/run/%n.pid
SlurmdSpoolDir=$work/spool/%n
StateSaveLocation=$work/state
SlurmctldLogFile=$work/log/slurmctld.log
SlurmdLogFile=$work/log/%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
# The node with the least load first: one task a node. A node has room for a second one, as when a node is lost.
SelectTypeParameters=CR_CPU,CR_LLN
SchedulerType=sched/backfill
SchedulerParameters=batch_sched_delay=0,sched_interval=2,bf_interval=2
ReturnToService=2
JobRequeue=1
KillWait=5
MinJobAge=7200
SlurmdTimeout=10
SlurmctldTimeout=10
MpiDefault=none
SwitchType=switch/none
SlurmdParameters=config_overrides
PreemptType=preempt/partition_prio
PreemptMode=REQUEUE
PartitionName=short Nodes=ALL Default=YES MaxTime=INFINITE State=UP PriorityTier=1 PreemptMode=REQUEUE GraceTime=3
PartitionName=urgent Nodes=ALL MaxTime=INFINITE State=UP PriorityTier=10 PreemptMode=OFF
CONF
    local i
    for i in "${!nodes[@]}"; do
        echo "NodeName=${nodes[i]} NodeHostname=localhost NodeAddr=127.0.0.1 Port=${ports[i + 1]} CPUs=2 RealMemory=2048"
    done
}

start_slurm() {
    mkdir -p "$work"/{run,log,spool,state}
    export SLURM_CONF=$work/slurm.conf
    write_slurm_conf >"$SLURM_CONF"
    # munge wants a way to its socket for all users.
    chmod 711 "$work"
    dd if=/dev/urandom of="$work/munge.key" bs=128 count=1 status=none
    chmod 600 "$work/munge.key"
    munged --key-file="$work/munge.key" --socket="$work/run/munge.sock" --pid-file="$work/run/munged.pid" \
        --log-file="$work/log/munged.log" --seed-file="$work/run/munge.seed" || return
    slurmctld || return
    local node
    for node in "${nodes[@]}"; do
        start_node "$node" || return
    done
    wait_until 60 nodes_are idle 4
}

start_node() { slurmd -N "$1"; }

# Ends slurmd as if its machine had lost the network: its jobs live on.
kill_node() { kill -9 "$(cat "$work/run/$1.pid")"; }

nodes_are() { [ "$(sinfo -h -N -o '%N %t' -p short | grep -c " $1\$")" -eq "$2" ]; }

stop_slurm() {
    local file pid
    # Without its controller, scancel would try for half a minute.
    if [ -e "$work/run/slurmctld.pid" ]; then
        scancel --user="$(id -un)" 2>/dev/null
    fi
    for file in "$work"/run/fake?.pid "$work/run/slurmctld.pid" "$work/run/munged.pid"; do
        pid=$(cat "$file" 2>/dev/null) && kill "$pid" 2>/dev/null && wait_until 15 is_gone "$pid"
    done
    # What still lives has this folder's configuration in its environment: tasks that their slurmd has lost.
    for pid in $(grep -lsFz "SLURM_CONF=$work/slurm.conf" /proc/[0-9]*/environ | tr -dc '0-9\n'); do
        [ "$pid" -eq $$ ] || kill -9 "$pid" 2>/dev/null
    done
}

is_gone() { ! kill -0 "$1" 2>/dev/null; }

# One value of a job, such as JobState, of 'scontrol show job'.
job_value() { scontrol show job -o "$1" 2>/dev/null | sed -nE "s/.*\b$2=([^ ]*).*/\1/p" | head -n 1; }

job_is() { [[ $(job_value "$1" JobState) =~ ^($2)$ ]]; }

# Waits until a command succeeds, at most so many seconds.
wait_until() {
    local end=$((SECONDS + $1))
    shift
    until "$@"; do
        ((SECONDS < end)) || { echo "This did not happen in time: $*" >&2; return 1; }
        sleep 0.2
    done
}
