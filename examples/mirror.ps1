<#
.SYNOPSIS
Keeps a folder in step with the latest version of a dataset, and says what has changed.
.DESCRIPTION
Compares the dataset with the manifest of the last complete run, saves what was added or changed, and then writes the new
manifest: .figshare-mirror.csv in the folder of the plates. As long as a plate is missing, the old manifest stays, and the next
run reports the same changes again. Plates that Figshare no longer lists are reported, and their files stay.
The exit code says what a person has to do:
  0  all plates are there
  1  some plates failed: they are listed
  2  nothing could be done: the dataset, the manifest, the folder, the module or the network is wrong
  3  the time of -StopAt was reached: the next night goes on with what is kept
The last lines say what was added, changed, renamed or removed, so that cron and the Task Scheduler can mail them.
.EXAMPLE
./mirror.ps1 -Dataset 10.35092/yhjc.9995672 -Destination D:\plates
.EXAMPLE
./mirror.ps1 -Dataset 9995672 -Destination D:\plates -StopAt 06:30
#>
[CmdletBinding()]
param(
    # Anything that names a dataset on Figshare: DOI, id, address.
    [string] $Dataset,
    # The folder of the plates and of their manifest.
    [string] $Destination,
    # The time of the day at which everything stops, such as 06:30.
    [string] $StopAt
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
    # Not mandatory parameters: those would ask, and nobody answers at night.
    if (-not $Dataset -or -not $Destination) { throw 'Give a dataset with -Dataset and a folder with -Destination.' }
    # [timespan] reads 6 as six days, and 24:00:00 as twenty-four.
    if ($StopAt -and $StopAt -notmatch '^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d([.]\d{1,7})?)?$') {
        throw "-StopAt '$StopAt' is no time of the day; write hours and minutes, such as 06:30."
    }
    Import-FigshareModule
    $folder = Resolve-FullPath $Destination
    $null = [IO.Directory]::CreateDirectory($folder)
    $manifest = [IO.Path]::Combine($folder, '.figshare-mirror.csv')
    $newManifest = [IO.Path]::Combine($folder, '.figshare-mirror.new.csv')

    # A file of the right length may be one of an earlier version that an incomplete run saved. The MD5 tells. What a run has
    # verified is recorded and not read again.
    $save = @{ Destination = $folder; Checksum = $true; TrustRecord = $true; ErrorAction = 'SilentlyContinue' }
    if ($StopAt) {
        # The next time that the clock shows it.
        $end = [datetime]::Today + [timespan]::Parse($StopAt)
        $save.StopAt = if ($end -gt [datetime]::Now) { $end } else { $end.AddDays(1) }
    }

    # With an empty manifest, every plate would be a change.
    $isFirstRun = -not [IO.File]::Exists($manifest)
    if (-not $isFirstRun -and @(Get-FigshareManifest -LiteralPath $manifest).Count -eq 0) {
        throw "The manifest '$manifest' lists no plate."
    }

    # The dataset is listed once: what is compared is what is saved and recorded.
    $listed = @(Get-FigshareManifest $Dataset -MaximumOutageMinutes 60)
    if (@($listed.FileName) -like '.figshare-mirror.*') {
        throw 'The dataset has a file .figshare-mirror.*, a name that this script needs for its manifest.'
    }
    $listed | Export-FigshareManifest -LiteralPath $newManifest
    $changes = @(if (-not $isFirstRun) { Compare-FigshareManifest $manifest $newManifest })

    $results = @()
    try {
        # All that is listed, because somebody may have deleted a file that is the same. What is there is skipped.
        $results += @($listed | Save-FigsharePlate @save -ErrorVariable failed)

        # A second attempt, in case the network was bad for an hour. Downloads are resumed.
        if ($failed -and -not (@($failed.FullyQualifiedErrorId) -like 'DeadlineReached*')) {
            $results += @($failed.TargetObject | Save-FigsharePlate @save -ErrorVariable failedAgain)
            $failed = $failedAgain
        }
        $isOver = @($failed.FullyQualifiedErrorId) -like 'DeadlineReached*'
    }
    catch {
        # The time of -StopAt came before an attempt, such as during an outage.
        if ($_.FullyQualifiedErrorId -notlike 'BadDeadline*') { throw }
        $isOver = $true
    }

    if (-not $failed -and -not $isOver) { $listed | Export-FigshareManifest -LiteralPath $manifest }
    [IO.File]::Delete($newManifest)
}
catch {
    $Host.UI.WriteErrorLine("Nothing could be done: $_")
    exit $NothingDone
}

$failed | ForEach-Object { "$_" }
"$($results.Count) of $($listed.Count) plates are there."
$differences = @($changes | ForEach-Object {
    if ($_.Change -eq 'Removed') { "Removed: $($_.OldFileName) is no longer listed; its file stays." }
    elseif ($_.Change -ne 'Same') { "$($_.Change): $($_.FileName)" }
    elseif ($_.FileName -ne $_.OldFileName) { "Renamed: $($_.FileName) was $($_.OldFileName), whose file stays." }
})
if ($isFirstRun) { 'No earlier run was complete, so there is nothing to compare with.' }
elseif ($differences.Count -eq 0) { 'The dataset has not changed.' }
else { @('The dataset has moved on:') + $differences }

if ($isOver) { exit $DeadlineReached }
if ($results.Count -eq 0) { exit $NothingDone }
if ($failed) { exit $SomeFailed }
exit $AllThere
