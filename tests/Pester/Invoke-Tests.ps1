<#
.SYNOPSIS
Runs the Pester files in this PowerShell and prints '<n> passed, <n> failed, <n> skipped' for the caller to add up.
.DESCRIPTION
A process of its own: a binary module cannot be unloaded, and holds its files.
#>
param([string] $Configuration = 'Debug')

$ErrorActionPreference = 'Stop'
if (-not (Get-Module Pester -ListAvailable | Where-Object Version -ge '5.7')) {
    Write-Output 'Pester 5.7 or later is not installed: its tests were not run.'
    return
}

Import-Module Pester -MinimumVersion 5.7
$env:FIGSHARETOOLS_CONFIGURATION = $Configuration
$settings = New-PesterConfiguration
$settings.Run.Path = $PSScriptRoot
$settings.Run.PassThru = $true
$settings.Output.Verbosity = 'Detailed'
$run = Invoke-Pester -Configuration $settings
Write-Output "Pester: $($run.PassedCount) passed, $($run.FailedCount) failed, $($run.SkippedCount) skipped"
exit [int]($run.Result -ne 'Passed')
