<#
.SYNOPSIS
Saves the plates of a table overnight and keeps a report.
.EXAMPLE
./overnight.ps1 -Csv plates.csv -Destination D:\plates
#>
param(
    [Parameter(Mandatory)] [string] $Csv,
    [Parameter(Mandatory)] [string] $Destination
)

Import-Module FigshareTools -ErrorAction Stop
$ProgressPreference = 'SilentlyContinue'

$results = @(Import-Csv $Csv |
    Save-FigsharePlate -Destination $Destination -ErrorVariable failed -ErrorAction SilentlyContinue)

# A second attempt, in case the network was bad for an hour. Downloads are resumed.
if ($failed) {
    $results += $failed.TargetObject |
        Save-FigsharePlate -Destination $Destination -ErrorVariable failedTwice -ErrorAction SilentlyContinue
}

$results | Export-Csv (Join-Path $Destination 'results.csv') -NoTypeInformation
$failedTwice | ForEach-Object { "$_" } | Set-Content (Join-Path $Destination 'failed.txt')
exit [int]($failedTwice.Count -gt 0)
