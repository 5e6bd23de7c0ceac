<#
.SYNOPSIS
Runs the Pester files in this PowerShell, with one of the module's two builds, and prints a line that counts them.
.DESCRIPTION
Run it in a separate process: a binary module cannot be unloaded, and locks its files.
#>
param(
    [string] $Configuration = 'Debug',

    [ValidateSet('net8.0', 'net472')]
    [string] $Build = 'net8.0'
)

$ErrorActionPreference = 'Stop'
if (-not (Get-Module Pester -ListAvailable | Where-Object Version -ge '5.7')) {
    Write-Output 'Pester 5.7 or later is not installed: its tests were not run.'
    return
}

$module = (Resolve-Path $PSScriptRoot/../../out/FigshareTools/*/FigshareTools.psd1 | Select-Object -Last 1).Path
$copy = $null
if ($Build -eq 'net472') {
    # In PowerShell 7 the manifest selects net8.0. One line of a copy of the module selects the other build.
    $copy = Join-Path ([IO.Path]::GetTempPath()) "figsharetools-$PID"
    Copy-Item (Split-Path $module) $copy -Recurse
    $module = Join-Path $copy 'FigshareTools.psd1'
    (Get-Content $module -Raw).Replace("`$PSEdition -eq 'Core'", '$false') | Set-Content $module
}

$env:FIGSHARETOOLS_MODULE = $module
$env:FIGSHARETOOLS_CONFIGURATION = $Configuration
try {
    Import-Module Pester -MinimumVersion 5.7
    $settings = New-PesterConfiguration
    $settings.Run.Path = $PSScriptRoot
    $settings.Run.PassThru = $true
    $settings.Output.Verbosity = 'Detailed'
    $run = Invoke-Pester -Configuration $settings
}
finally {
    if ($copy) {
        Remove-Item $copy -Recurse -Force -ErrorAction Ignore
    }
}

Write-Output "Pester, $($Build): $($run.PassedCount) passed, $($run.FailedCount) failed, $($run.SkippedCount) skipped"
exit [int]($run.Result -ne 'Passed')
