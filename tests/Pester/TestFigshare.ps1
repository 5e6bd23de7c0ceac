# Dot-sourced by the Pester files: the built module, and a simulated Figshare in a process of its own.
$root = Split-Path (Split-Path $PSScriptRoot)
$modulePath = if ($env:FIGSHARETOOLS_MODULE) { $env:FIGSHARETOOLS_MODULE } else { Join-Path $root 'out/FigshareTools' }
$configuration = if ($env:FIGSHARETOOLS_CONFIGURATION) { $env:FIGSHARETOOLS_CONFIGURATION } else { 'Debug' }
Import-Module $modulePath -Force -ErrorAction Stop

function Start-SimulatedFigshare {
    # It tells its addresses and then serves until its input ends, so that it never outlives the tests.
    $script = '[Console]::WriteLine($env:FIGSHARE_API_URI); [Console]::WriteLine($env:FIGSHARE_DOWNLOAD_URI); ' +
        '$null = [Console]::ReadLine()'
    $start = [Diagnostics.ProcessStartInfo]::new('dotnet',
        "run --no-build -c $configuration --project `"$(Join-Path $root 'src/FigshareTools.Host')`" -- -Offline -Command `"$script`"")
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
