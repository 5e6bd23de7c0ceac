<#
.SYNOPSIS
Simulates Figshare with small plates, for tests/cluster/run.sh; runs in FigshareTools.Host.
.DESCRIPTION
Writes manifest.csv and, when it serves, figshare.env with the addresses. Ends when there is a file simulator.stop, and writes
requests.csv: one line for each request, in the order of their arrival.
#>
[CmdletBinding()]
param(
    [int] $Plates,
    # The length of the smallest plate; the largest one is almost twice as long.
    [long] $Length,
    # The bandwidth of each connection to the storage.
    [long] $BytesPerSecond,
    [string] $Folder
)

$ErrorActionPreference = 'Stop'
$null = [Reflection.Assembly]::Load('FigshareTools.Simulator')
$options = [FigshareTools.Simulator.SimulatorOptions] @{ BytesPerSecondPerConnection = $BytesPerSecond }
$figshare = [FigshareTools.Simulator.FigshareSimulator]::StartAsync($options, [Threading.CancellationToken]::None).
    GetAwaiter().GetResult()
[FigshareTools.Simulator.SimulatedFile[]] $files = foreach ($id in 1..$Plates) {
    $size = $Length + [long]($Length / 100) * ($id * 37 % 97)
    [FigshareTools.Simulator.SimulatedFile] @{
        Id = $id
        Name = "plate-$($id.ToString('0000')).bin"
        Content = [FigshareTools.Simulator.SimulatedContent]::Pattern($size, $id)
    }
}
$figshare.Catalog.Add([FigshareTools.Simulator.SimulatedArticle] @{
    Id = 9
    Title = 'Plates of a cluster'
    Versions = [FigshareTools.Simulator.SimulatedVersion[]] @([FigshareTools.Simulator.SimulatedVersion] @{ Files = $files })
})

$rows = $files | ForEach-Object { "$($_.Id),$($_.Name),$($_.Content.Length),$($_.ComputedMd5)" }
[IO.File]::WriteAllLines("$Folder/manifest.csv", [string[]] (@('file_id,name,size,md5') + $rows))
[IO.File]::WriteAllLines("$Folder/figshare.new", [string[]] @(
        "export FIGSHARE_API_URI=$($figshare.ApiUri)"
        "export FIGSHARE_DOWNLOAD_URI=$($figshare.DownloadUri)"))
[IO.File]::Move("$Folder/figshare.new", "$Folder/figshare.env")

while ([IO.Directory]::Exists($Folder) -and -not [IO.File]::Exists("$Folder/simulator.stop")) { [Threading.Thread]::Sleep(200) }
# Redirects come from the API's host, too.
$requests = $figshare.Log.Snapshot() | ForEach-Object {
    $origin = "$($_.Point)" -replace 'Redirect', 'Api'
    '{0:0.000},{1},{2},{3},{4}' -f ($_.Time.ToUnixTimeMilliseconds() / 1000), $origin, $_.FileId, $_.Status, $_.BytesSent
}
[IO.File]::WriteAllLines("$Folder/requests.csv", [string[]] (@('time,host,file_id,status,bytes') + $requests))
