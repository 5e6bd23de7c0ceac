<#
.SYNOPSIS
Saves the plates of a manifest on several machines at once, over PowerShell remoting, and verifies them.
.DESCRIPTION
Each machine saves one shard into a folder that all of them see under the same path. Over SSH, which needs PowerShell 7 and its
subsystem in sshd_config on each machine; in a domain, -ComputerName in place of -HostName does the same over WinRM.
The exit code says what a person has to do:
  0  all plates are there and valid
  1  some plates are missing or wrong, or a machine failed: start it again, it goes on where it was
  2  nothing could be done: no machine could be reached
.EXAMPLE
./fleet.ps1 -HostName lab1, lab2, lab3 -Manifest /shared/manifest.csv -Destination /shared/plates
#>
[CmdletBinding()]
param(
    # The machines. Names of an SSH configuration are names too.
    [string[]] $HostName,
    # The manifest, as the machines see it.
    [string] $Manifest,
    # The folder of the plates, as the machines see it.
    [string] $Destination,
    # The folder of shard.ps1 and verify.ps1, as the machines see it.
    [string] $Scripts = (Split-Path $PSScriptRoot)
)

$AllThere, $SomeFailed, $NothingDone = 0, 1, 2
$ErrorActionPreference = 'Stop'

# A script's exit code stays in the session that ran it.
$run = {
    param($script, $parameters)
    & $script @parameters | ForEach-Object { "$([Environment]::MachineName): $_" }
    $LASTEXITCODE
}

try {
    if (-not $HostName -or -not $Manifest -or -not $Destination) { throw 'Give -HostName, -Manifest and -Destination.' }
    $sessions = @(New-PSSession -HostName $HostName)
    $jobs = for ($index = 0; $index -lt $sessions.Count; $index++) {
        $shard = @{
            Manifest = $Manifest; Destination = $Destination; ShardIndex = $index; ShardCount = $sessions.Count
        }
        Invoke-Command -Session $sessions[$index] -AsJob -ScriptBlock $run -ArgumentList "$Scripts/shard.ps1", $shard
    }

    # A machine that fails in between is an error of its job. The others go on.
    $jobs | Wait-Job | Receive-Job -ErrorAction Continue | Where-Object { $_ -is [string] }

    $audit = Invoke-Command -Session $sessions[0] -ScriptBlock $run -ArgumentList "$Scripts/verify.ps1", @{
        Manifest = $Manifest; Destination = $Destination
    }
    $audit | Where-Object { $_ -is [string] }
}
catch {
    $Host.UI.WriteErrorLine("Nothing could be done: $_")
    exit $NothingDone
}
finally {
    if ($sessions) { Remove-PSSession $sessions }
}

if ($audit[-1] -eq 0) { exit $AllThere }
exit $SomeFailed
