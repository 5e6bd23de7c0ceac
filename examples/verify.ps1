<#
.SYNOPSIS
Verifies that all plates of a manifest are in a folder: what the last job of a cluster runs.
.DESCRIPTION
The exit code says what a person has to do:
  0  all plates are there and valid
  1  some plates are missing, wrong, or cannot be verified: they are listed, and all are in verified.csv
  2  nothing could be done: the manifest, the folder or the module is wrong
.EXAMPLE
./verify.ps1 -Manifest manifest.csv -Destination /shared/plates
#>
[CmdletBinding()]
param(
    # A table, or any other file that Get-FigshareManifest -LiteralPath reads.
    [string] $Manifest,
    # The folder of the plates.
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
    # Not mandatory parameters: those would ask, and nobody answers in a job.
    if (-not $Manifest -or -not $Destination) { throw 'Give a manifest with -Manifest and a folder with -Destination.' }
    Import-FigshareModule
    $folder = Resolve-FullPath $Destination
    if (-not [IO.Directory]::Exists($folder)) { throw "The folder '$folder' does not exist." }
    $plates = @(Get-FigshareManifest -LiteralPath $Manifest)
    if ($plates.Count -eq 0) { throw "The manifest '$Manifest' lists no plate." }

    $audit = @($plates | Test-FigsharePlate -Destination $folder -ErrorAction Continue)
    $audit | Export-Csv ([IO.Path]::Combine($folder, 'verified.csv')) -NoTypeInformation
}
catch {
    $Host.UI.WriteErrorLine("Nothing could be done: $_")
    exit $NothingDone
}

$wrong = @($audit | Where-Object Status -ne Valid)
# Lines, not objects: 'exit' ends a table before its rows are written.
$wrong | ForEach-Object { "$($_.Status): $($_.Path): $($_.Problem)" }
"$($audit.Count - $wrong.Count) of $($plates.Count) plates are valid."
if ($wrong.Count -gt 0 -or $audit.Count -lt $plates.Count) { exit $SomeFailed }
exit $AllThere
