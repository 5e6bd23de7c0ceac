# Imports the module by its name, saves a plate, and writes what the test compares. Only what PowerShell's engine itself has is
# used: the program that runs it has no cmdlets of PowerShell's own modules.
param([string] $Destination)

$ErrorActionPreference = 'Stop'
Import-Module FigshareTools
$module = Get-Module FigshareTools
"folder: $($module.ModuleBase)"
"version: $($module.Version)"
"exported: $($module.ExportedCmdlets.Keys -contains 'Save-FigsharePlate')"
"help: $(([string[]] (Get-Help Save-FigsharePlate).examples.example.title).Count -ge 3)"
"saved: $(([pscustomobject] @{ file_id = 11; article_id = 4 } | Save-FigsharePlate -Destination $Destination).Verified)"
