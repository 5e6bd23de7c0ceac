<#
.SYNOPSIS
Saves one shard of the plates of a manifest: what each task of a cluster job runs.
.DESCRIPTION
All tasks split the manifest alike, and each saves its own shard. A task that was killed or preempted is started again with the
same arguments and goes on where it was.
The exit code says what a person has to do:
  0  all plates of the shard are there
  1  some plates failed: they are listed
  2  nothing could be done: the manifest, the folder, the module or the network is wrong
  3  the time of -StopAfter was reached: start the task again
.EXAMPLE
./shard.ps1 -Manifest manifest.csv -Destination /shared/plates
Within an array of Slurm, PBS, LSF or SGE.
.EXAMPLE
./shard.ps1 -Manifest manifest.csv -Destination /shared/plates -ShardIndex 0 -ShardCount 4
#>
[CmdletBinding()]
param(
    # A table, or any other file that Get-FigshareManifest -LiteralPath reads.
    [string] $Manifest,
    # The folder of the plates, which all tasks share.
    [string] $Destination,
    # The shard of this task, from 0; default the task's rank in its array.
    [int] $ShardIndex = -1,
    # The number of shards; default the number of tasks in the array, which PBS and LSF do not give.
    [int] $ShardCount,
    # How long the task may take, such as '11:45:00'.
    [string] $StopAfter
)

$AllThere, $SomeFailed, $NothingDone, $DeadlineReached = 0, 1, 2, 3
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

function Import-FigshareModule {
    if (Get-Module FigshareTools) { return }
    # An installed module first, then the one beside this script: the build's output, a folder that was copied, or the module
    # whose examples these are.
    $module = if (Get-Module FigshareTools -ListAvailable) { 'FigshareTools' } else {
        foreach ($path in '../out/FigshareTools', 'FigshareTools', 'FigshareTools.psd1', '../FigshareTools',
            '../FigshareTools.psd1') {
            $candidate = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, $path))
            if ([IO.File]::Exists($candidate) -or [IO.Directory]::Exists($candidate)) { $candidate; break }
        }
    }
    if (-not $module) { throw 'The module FigshareTools is not installed and not beside this script; install it first.' }
    Import-Module $module
}

function Resolve-FullPath([string] $path) { $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($path) }

try {
    # Not mandatory parameters: those would ask, and nobody answers in a job.
    if (-not $Manifest -or -not $Destination) { throw 'Give a manifest with -Manifest and a folder with -Destination.' }
    Import-FigshareModule
    $folder = Resolve-FullPath $Destination
    $null = [IO.Directory]::CreateDirectory($folder)

    # A task that cannot read a row would split the manifest like the others, and nobody would save that row.
    $all = @(Get-FigshareManifest -LiteralPath $Manifest)
    if ($all.Count -eq 0) { throw "The manifest '$Manifest' lists no plate." }
    $shard = @{ ArrayTask = $true }
    if ($ShardIndex -ge 0) { $shard = @{ ShardIndex = $ShardIndex } }
    if ($ShardCount -gt 0) { $shard.ShardCount = $ShardCount }
    $plates = @($all | Select-FigsharePlate @shard)

    # All tasks together ask Figshare once a second, by means of files in this folder.
    $pace = [IO.Path]::Combine($folder, '.pace')
    if ($env:FIGSHARE_PACE_FOLDER) { $pace = $env:FIGSHARE_PACE_FOLDER }
    $save = @{ Destination = $folder; PaceFolder = $pace; ErrorAction = 'SilentlyContinue' }
    if ($StopAfter) { $save.StopAfter = $StopAfter }
    $results = @($plates | Save-FigsharePlate @save -ErrorVariable failed)
    $isOver = @($failed.FullyQualifiedErrorId) -like 'DeadlineReached*'

    # A second attempt, in case the network was bad for an hour. Downloads are resumed.
    if ($failed -and -not $isOver) {
        $results += @($failed.TargetObject | Save-FigsharePlate @save -ErrorVariable failed)
        $isOver = @($failed.FullyQualifiedErrorId) -like 'DeadlineReached*'
    }
}
catch {
    $Host.UI.WriteErrorLine("Nothing could be done: $_")
    exit $NothingDone
}

$failed | ForEach-Object { "$_" }
"$($results.Count) of $($plates.Count) plates are there, of $($all.Count) in the manifest."
if ($isOver) { exit $DeadlineReached }
if ($results.Count -eq 0 -and $plates.Count -gt 0) { exit $NothingDone }
if ($failed) { exit $SomeFailed }
exit $AllThere
