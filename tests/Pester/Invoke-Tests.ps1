<#
.SYNOPSIS
Runs the Pester files against a package of the module in this PowerShell, and prints a line that counts them.
.DESCRIPTION
The package is unpacked into a folder that is the whole module path, beside PowerShell's own modules. Run it in a separate
process: a binary module cannot be unloaded, and locks its files.
.EXAMPLE
dotnet run -c Release --project build/FigshareTools.Packaging; pwsh -File tests/Pester/Invoke-Tests.ps1
#>
param(
    [string] $Configuration = 'Debug',

    [ValidateSet('net8.0', 'net472')]
    [string] $Build = $(if ($PSEdition -eq 'Core') { 'net8.0' } else { 'net472' }),

    # The zip or nupkg to test; without it, the newest zip in out/packages.
    [string] $Package,

    # Without it, the newest Pester that is installed.
    [version] $PesterVersion
)

$ErrorActionPreference = 'Stop'
$pester = Get-Module Pester -ListAvailable |
    Where-Object { $_.Version -ge '5.7' -and (-not $PesterVersion -or $_.Version -eq $PesterVersion) } |
    Sort-Object Version | Select-Object -Last 1
if (-not $pester) {
    Write-Output 'Pester 5.7 or later is not installed: its tests were not run.'
    return
}

if (-not $Package) {
    $Package = Get-ChildItem $PSScriptRoot/../../out/packages -Filter *.zip -ErrorAction Ignore |
        Sort-Object LastWriteTime | Select-Object -Last 1 -ExpandProperty FullName
    if (-not $Package) {
        throw 'There is no package in out/packages: run ./build.ps1 -Task Pack.'
    }
}

# Both modules are loaded before the module path is emptied.
Import-Module $pester.Path
$analyzer = Get-Module PSScriptAnalyzer -ListAvailable | Select-Object -First 1
if ($analyzer) {
    Import-Module $analyzer.Path
}

$testedOnce = @()
$modules = Join-Path ([IO.Path]::GetTempPath()) "figsharetools-$PID"
$modulePath = $env:PSModulePath
try {
    $isNupkg = [IO.Path]::GetExtension($Package) -eq '.nupkg'
    $target = if ($isNupkg) { Join-Path $modules 'FigshareTools' } else { $modules }
    Add-Type -AssemblyName System.IO.Compression.FileSystem
    [IO.Compression.ZipFile]::ExtractToDirectory((Resolve-Path -LiteralPath $Package).Path, $target)
    if ($isNupkg) {
        # What Install-PSResource removes too: the parts that make the zip file a NuGet package.
        foreach ($part in '_rels', 'package', '[Content_Types].xml', 'FigshareTools.nuspec') {
            Remove-Item -LiteralPath (Join-Path $target $part) -Recurse -Force
        }
    }

    if ($Build -eq 'net472' -and $PSEdition -eq 'Core') {
        # In PowerShell 7 the manifest selects net8.0. One line of the unpacked manifest selects the other build.
        $manifest = (Get-ChildItem $modules -Filter FigshareTools.psd1 -Recurse).FullName
        (Get-Content $manifest -Raw).Replace("`$PSEdition -eq 'Core'", '$false') | Set-Content $manifest
        # Both builds have the same help, and the scripts of the repository are the same.
        $testedOnce = 'Help.Tests.ps1', 'Scripts.Tests.ps1', 'Examples.Tests.ps1'
    }

    $env:PSModulePath = $modules, (Join-Path $PSHOME 'Modules') -join [IO.Path]::PathSeparator
    $env:FIGSHARETOOLS_MODULE = 'FigshareTools'
    $env:FIGSHARETOOLS_CONFIGURATION = $Configuration
    $settings = New-PesterConfiguration
    $settings.Run.Path = $PSScriptRoot
    $settings.Run.ExcludePath = @($testedOnce | ForEach-Object { Join-Path $PSScriptRoot $_ })
    $settings.Run.PassThru = $true
    $settings.Output.Verbosity = 'Detailed'
    $run = Invoke-Pester -Configuration $settings
}
finally {
    $env:PSModulePath = $modulePath
    Remove-Item $modules -Recurse -Force -ErrorAction Ignore
}

Write-Output ("Pester, $Build in $(Split-Path $Package -Leaf): " +
    "$($run.PassedCount) passed, $($run.FailedCount) failed, $($run.SkippedCount) skipped")
exit [int]($run.Result -ne 'Passed')
