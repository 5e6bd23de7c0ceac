<#
.SYNOPSIS
Keeps a folder of plates equal to a version of a dataset, and verifies it.
.DESCRIPTION
The first run writes the manifest, manifest.csv; from then on it is the lock file: later versions on Figshare change nothing here.
A dataset with a file manifest.csv or audit.csv is refused, because the script writes files of these names beside the plates.
The exit code says what a person has to do:
  0  all plates are there and valid
  1  some plates are missing, wrong, or cannot be verified: they are listed, and all are in audit.csv
  2  nothing could be done: the dataset, the manifest, the folder, the module or the network is wrong
.EXAMPLE
./audit.ps1 -Dataset 10.35092/yhjc.9995672 -Destination D:\plates
#>
[CmdletBinding()]
param(
    # Anything that names a dataset on Figshare: DOI, id, address.
    [string] $Dataset,
    # The folder of the plates and of their manifest.
    [string] $Destination
)

$AllThere, $SomeFailed, $NothingDone = 0, 1, 2
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
    Import-FigshareModule
    $folder = Resolve-FullPath $Destination
    $null = [IO.Directory]::CreateDirectory($folder)
    $manifest = [IO.Path]::Combine($folder, 'manifest.csv')

    $isFirstRun = -not [IO.File]::Exists($manifest)
    # A manifest of which a row cannot be read is no lock file.
    $plates = @(if ($isFirstRun) { Get-FigshareManifest $Dataset } else { Get-FigshareManifest -LiteralPath $manifest })
    if ($plates.Count -eq 0) { throw "$(if ($isFirstRun) { 'The dataset' } else { "The manifest '$manifest'" }) lists no plate." }
    $taken = $plates.FileName | Where-Object { $_ -in 'manifest.csv', 'audit.csv' }
    if ($taken) { throw "The dataset has a file $taken, a name that this script needs for a file of its own." }
    if ($isFirstRun) { $plates | Export-FigshareManifest -LiteralPath $manifest }

    $null = $plates | Save-FigsharePlate -Destination $folder -ErrorAction SilentlyContinue
    $audit = @($plates | Test-FigsharePlate -Destination $folder -ErrorAction Continue)
    $audit | Export-Csv ([IO.Path]::Combine($folder, 'audit.csv')) -NoTypeInformation
}
catch {
    $Host.UI.WriteErrorLine("Nothing could be done: $_")
    exit $NothingDone
}

$wrong = @($audit | Where-Object Status -ne Valid)
# Lines, not objects: 'exit' ends a table before its rows are written.
$wrong | ForEach-Object { "$($_.Status): $($_.Path): $($_.Problem)" }
if ($wrong.Count -gt 0 -or $audit.Count -lt $plates.Count) { exit $SomeFailed }
exit $AllThere
