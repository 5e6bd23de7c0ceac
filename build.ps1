<#
.SYNOPSIS
Builds the module to out/FigshareTools/<version>/, tests it there, or cleans up.
.EXAMPLE
./build.ps1 -Task Build, Test
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Clean')]
    [string[]] $Task = 'Build',

    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'

function Invoke-Native([string] $Command) {
    $program, $arguments = -split $Command
    & $program $arguments
    if ($LASTEXITCODE -ne 0) {
        throw "'$Command' ended with exit code $LASTEXITCODE."
    }
}

function Invoke-Clean {
    Remove-Item out, src/*/bin, src/*/obj, tests/*/bin, tests/*/obj -Recurse -Force -ErrorAction Ignore
}

# Each build of the module project lays the module out; the version is the manifest's.
function Invoke-Build {
    Invoke-Native "dotnet build src/FigshareTools -c $Configuration"
    Test-ModuleManifest (Get-Item out/FigshareTools/*/FigshareTools.psd1) |
        Select-Object Name, Version, @{ Name = 'Folder'; Expression = { $_.ModuleBase } }
}

function Invoke-Test {
    Invoke-Native "dotnet test -c $Configuration"
    foreach ($build in 'net8.0', 'net472') {
        Invoke-Native ("pwsh -NoProfile -NonInteractive -File tests/Pester/Invoke-Tests.ps1 " +
            "-Configuration $Configuration -Build $build")
    }
}

Push-Location $PSScriptRoot
try {
    $Task | ForEach-Object { & "Invoke-$_" }
}
finally {
    Pop-Location
}
