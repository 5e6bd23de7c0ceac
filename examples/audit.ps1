<#
.SYNOPSIS
Keeps a folder of plates equal to a version of a dataset, and verifies it.
.DESCRIPTION
The first run writes the manifest; from then on it is the lock file: later versions on Figshare change nothing here.
.EXAMPLE
./audit.ps1 -Dataset 10.35092/yhjc.9995672 -Destination D:\plates
#>
param(
    [Parameter(Mandatory)] [string] $Dataset,
    [Parameter(Mandatory)] [string] $Destination
)

Import-Module FigshareTools -ErrorAction Stop
$null = New-Item -ItemType Directory -Path $Destination -Force
$manifest = Join-Path $Destination 'manifest.csv'

if (-not (Test-Path -LiteralPath $manifest)) {
    Get-FigshareManifest $Dataset -ErrorAction Stop | Export-FigshareManifest $manifest
}

$plates = @(Get-FigshareManifest -LiteralPath $manifest)
$plates | Save-FigsharePlate -Destination $Destination | Out-Null

$audit = @($plates | Test-FigsharePlate -Destination $Destination)
$audit | Export-Csv (Join-Path $Destination 'audit.csv') -NoTypeInformation
$audit | Where-Object Status -ne Valid
exit [int](@($audit | Where-Object Status -ne Valid).Count -gt 0)
