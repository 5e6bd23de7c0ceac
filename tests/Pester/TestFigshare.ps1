# Dot-sourced by the Pester files: imports the package that Invoke-Tests.ps1 unpacked, or else the built module, and starts a
# simulated Figshare in a separate process.
$root = Split-Path (Split-Path $PSScriptRoot)
$module = if ($env:FIGSHARETOOLS_MODULE) { $env:FIGSHARETOOLS_MODULE } else { Join-Path $root 'out/FigshareTools' }
$configuration = if ($env:FIGSHARETOOLS_CONFIGURATION) { $env:FIGSHARETOOLS_CONFIGURATION } else { 'Debug' }
# Tests use a separate cache instead of that of the user.
$env:FIGSHARE_CACHE = Join-Path $TestDrive 'cache'
Import-Module $module -Force -ErrorAction Stop

function Start-SimulatedFigshare {
    # The process writes its addresses and serves until its input ends, so that it ends with the tests.
    $script = '[Console]::WriteLine($env:FIGSHARE_API_URI); [Console]::WriteLine($env:FIGSHARE_DOWNLOAD_URI); ' +
        '$null = [Console]::ReadLine()'
    Start-Simulator "-Offline -Command `"$script`""
}

# A simulator of FaultySimulator.ps1: small plates, and the faults of Set-SimulatedFault.
function Start-FaultyFigshare {
    Start-Simulator "-File `"$(Join-Path $PSScriptRoot 'FaultySimulator.ps1')`""
}

function Set-SimulatedFault([Diagnostics.Process] $Process, [string] $Fault) {
    $Process.StandardInput.WriteLine($Fault)
    if ($Process.StandardOutput.ReadLine() -ne 'done') {
        throw "The simulator does not know the fault '$Fault'."
    }
}

function Start-Simulator([string] $Arguments) {
    $project = Join-Path $root 'src/FigshareTools.Host'
    $start = [Diagnostics.ProcessStartInfo]::new('dotnet',
        "run --no-build -c $configuration --project `"$project`" -- $Arguments")
    $start.UseShellExecute = $false
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardInput = $true
    $process = [Diagnostics.Process]::Start($start)
    $env:FIGSHARE_API_URI = $process.StandardOutput.ReadLine()
    $env:FIGSHARE_DOWNLOAD_URI = $process.StandardOutput.ReadLine()
    $process
}

function Stop-SimulatedFigshare([Diagnostics.Process] $Process) {
    $Process.StandardInput.Close()
    $Process.WaitForExit()
    Remove-Item Env:FIGSHARE_API_URI, Env:FIGSHARE_DOWNLOAD_URI
}
