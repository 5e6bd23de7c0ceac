<#
.SYNOPSIS
Saves the plates of a table overnight and writes a report.
.DESCRIPTION
The exit code says what a person has to do:
  0  all plates are there
  1  some plates failed: read the report
  2  nothing could be done: the table, the folder, the module or the network is wrong
  3  the time of -StopAt was reached: the next night goes on with what is kept
Beside the plates are then report.html, for people, results.csv, for programs, and night.jsonl, the log of all nights. The
summary of the report is the output, so that cron and the Task Scheduler can mail it.
.EXAMPLE
./overnight.ps1 -Csv plates.csv -Destination D:\plates
.EXAMPLE
./overnight.ps1 -Csv plates.csv -Destination D:\plates -StopAt 06:30 -BandwidthSchedule '18:00=0', '06:00=10MB'
.EXAMPLE
pwsh -File overnight.ps1 -Csv plates.csv -Destination /data/plates -StopAt 06:30 -BandwidthSchedule 18:00=0,06:00=10MB
#>
[CmdletBinding()]
param(
    # A table, or any other file that Get-FigshareManifest -LiteralPath reads.
    [string] $Csv,
    # The folder of the plates.
    [string] $Destination,
    # The time of the day at which everything stops, such as 06:30.
    [string] $StopAt,
    # Limits of the bandwidth by time, such as '08:00=10MB', '18:00=0'.
    [string[]] $BandwidthSchedule
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
    if (-not $Csv -or -not $Destination) { throw 'Give a table with -Csv and a folder with -Destination.' }
    # [timespan] reads 6 as six days, and 24:00:00 as twenty-four.
    if ($StopAt -and $StopAt -notmatch '^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d([.]\d{1,7})?)?$') {
        throw "-StopAt '$StopAt' is no time of the day; write hours and minutes, such as 06:30."
    }
    Import-FigshareModule
    $folder = Resolve-FullPath $Destination
    $null = [IO.Directory]::CreateDirectory($folder)

    $plates = @(Get-FigshareManifest -LiteralPath $Csv -ErrorVariable unread -ErrorAction SilentlyContinue)
    if ($plates.Count -eq 0) { throw "The table '$Csv' has no plate that can be saved. $unread".Trim() }

    $log = [IO.Path]::Combine($folder, 'night.jsonl')
    $save = @{ Destination = $folder; LogPath = $log; ErrorAction = 'SilentlyContinue' }
    # 'pwsh -File' gives a list as one text, '18:00=0,06:00=10MB'. A comma between weekdays is no separator.
    if ($BandwidthSchedule) { $save.BandwidthSchedule = $BandwidthSchedule -split '(?<==[^,]*),\s*' }
    if ($StopAt) {
        # The next time that the clock shows it.
        $end = [datetime]::Today + [timespan]::Parse($StopAt)
        $save.StopAt = if ($end -gt [datetime]::Now) { $end } else { $end.AddDays(1) }
    }
    $results = @($plates | Save-FigsharePlate @save -ErrorVariable failed)
    $isOver = @($failed.FullyQualifiedErrorId) -like 'DeadlineReached*'

    # A second attempt, in case the network was bad for an hour. Downloads are resumed.
    if ($failed -and -not $isOver) {
        try {
            $results += @($failed.TargetObject | Save-FigsharePlate @save -ErrorVariable failed)
            $isOver = @($failed.FullyQualifiedErrorId) -like 'DeadlineReached*'
        }
        catch {
            # The time of -StopAt came between the two attempts. What the first one saved is reported.
            if ($_.FullyQualifiedErrorId -notlike 'BadDeadline*') { throw }
            $isOver = $true
        }
    }

    $results | Export-Csv ([IO.Path]::Combine($folder, 'results.csv')) -NoTypeInformation
    $page = [IO.Path]::Combine($folder, 'report.html')
    Export-FigshareReport -LogPath $log -Path $page -Summary
    $unread | ForEach-Object { "Not read: $_" }
    "Report: $page"
}
catch {
    # Standard error, because the report may not exist.
    $Host.UI.WriteErrorLine("Nothing could be done: $_")
    exit $NothingDone
}

if ($isOver) { exit $DeadlineReached }
if ($results.Count -eq 0) { exit $NothingDone }
if ($failed -or $unread) { exit $SomeFailed }
exit $AllThere
