<#
.SYNOPSIS
Posts the summary of a night to a webhook (Slack, Teams, Mattermost, ntfy, or your own).
.DESCRIPTION
The body is JSON: text (the summary), plates and failed (numbers), and failures (plate, error id, message). Chat programs
show text; programs of your own read the rest. Needs PowerShell, because the small host has no Invoke-RestMethod.
.EXAMPLE
$results = Import-Csv plates.csv | Save-FigsharePlate -Destination D:\plates -ErrorVariable failed
./notify.ps1 -Result $results -Failure $failed -Webhook https://chat.example.org/hooks/plates
#>
[CmdletBinding()]
param(
    # What Save-FigsharePlate returned.
    [AllowNull()] [AllowEmptyCollection()] [object[]] $Result,
    # Its -ErrorVariable.
    [AllowNull()] [AllowEmptyCollection()] [object[]] $Failure,
    # The address to post to. It is a secret: read it from a file or a variable, not from the command line of a job.
    [Parameter(Mandatory)] [uri] $Webhook
)

$body = @{
    text     = ($Result, $Failure | Export-FigshareReport) -join "`n"
    plates   = @($Result).Where({ $_ }).Count
    failed   = @($Failure).Where({ $_ }).Count
    failures = @(foreach ($failed in $Failure) {
        if ($failed) {
            @{ plate = "$($failed.TargetObject)"; errorId = ($failed.FullyQualifiedErrorId -split ',')[0]; message = "$failed" }
        }
    })
}
$json = $body | ConvertTo-Json -Depth 3

# As bytes: Windows PowerShell would send a text as Latin-1.
$null = Invoke-RestMethod -Uri $Webhook -Method Post -ContentType 'application/json; charset=utf-8' `
    -Body ([Text.Encoding]::UTF8.GetBytes($json)) -ErrorAction Stop
