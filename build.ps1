<#
.SYNOPSIS
Builds the module to out/FigshareTools/<version>/, packs it to out/packages/, tests the package, or cleans up.
.EXAMPLE
./build.ps1 -Task Build, Test
.EXAMPLE
./build.ps1 -Task Pack
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Pack', 'Test', 'Clean')]
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
    Remove-Item out, build/*/bin, build/*/obj, src/*/bin, src/*/obj, tests/*/bin, tests/*/obj -Recurse -Force -ErrorAction Ignore
}

# Each build of the module project lays the module out; the version is the manifest's.
function Invoke-Build {
    Invoke-Native "dotnet build src/FigshareTools -c $Configuration"
    Test-ModuleManifest (Get-Item out/FigshareTools/*/FigshareTools.psd1) |
        Select-Object Name, Version, @{ Name = 'Folder'; Expression = { $_.ModuleBase } }
}

# The nupkg, the zip and their checksums, from one build.
function Invoke-Pack {
    Invoke-Native "dotnet run -c $Configuration --project build/FigshareTools.Packaging"
}

function Invoke-Test {
    Invoke-Native "dotnet test -c $Configuration"
    Invoke-Pack
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
