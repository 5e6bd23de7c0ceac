<#
.SYNOPSIS
Simulates Figshare with four small plates and with faults, for Examples.Tests.ps1; runs in FigshareTools.Host.
.DESCRIPTION
Writes its addresses and serves until its input ends. Each line of the input replaces the faults: 'none'; 'refuse', both hosts and
the API refuse this network; 'drip', one plate arrives slowly, once. Each line is answered with 'done'.
#>
$ErrorActionPreference = 'Stop'
$null = [Reflection.Assembly]::Load('FigshareTools.Simulator')
$figshare = [FigshareTools.Simulator.FigshareSimulator]::StartAsync($null, [Threading.CancellationToken]::None).
    GetAwaiter().GetResult()
[FigshareTools.Simulator.SimulatedFile[]] $files = foreach ($id in 1..4) {
    [FigshareTools.Simulator.SimulatedFile] @{
        Id = $id
        Name = "$id.bin"
        Content = [FigshareTools.Simulator.SimulatedContent]::Pattern(10000, $id)
    }
}
$figshare.Catalog.Add([FigshareTools.Simulator.SimulatedArticle] @{
    Id = 4
    Title = 'Plates'
    Versions = [FigshareTools.Simulator.SimulatedVersion[]] @([FigshareTools.Simulator.SimulatedVersion] @{ Files = $files })
})

[string] $figshare.ApiUri
[string] $figshare.DownloadUri
while ($null -ne ($fault = [Console]::ReadLine())) {
    $figshare.Faults.Clear()
    switch ($fault) {
        'refuse' {
            foreach ($point in 'Api', 'Redirect', 'Downloader') {
                $refusal = [FigshareTools.Simulator.Fault]::Challenge($point)
                $refusal.Times = [int]::MaxValue
                $null = $figshare.Faults.Add($refusal)
            }
        }
        'drip' { $null = $figshare.Faults.Add([FigshareTools.Simulator.Fault]::Drip(20)) }
    }
    'done'
}
