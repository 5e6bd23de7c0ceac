# Another module may have loaded its own copy of a library, older or newer, before or after this module. Each case runs in a
# shell of its own, because a library cannot be unloaded.
BeforeDiscovery {
    $packages = if ($env:NUGET_PACKAGES) { $env:NUGET_PACKAGES } else { Join-Path $HOME '.nuget/packages' }
    $copies = @{
        older = @(
            'system.threading.ratelimiting/8.0.0/lib/net8.0/System.Threading.RateLimiting.dll'
            'polly.core/8.1.0/lib/net6.0/Polly.Core.dll'
            'sqlitepclraw.core/2.0.6/lib/netstandard2.0/SQLitePCLRaw.core.dll'
            'microsoft.data.sqlite.core/8.0.34/lib/net8.0/Microsoft.Data.Sqlite.dll')
        newer = @(
            'system.threading.ratelimiting/10.0.15/lib/net8.0/System.Threading.RateLimiting.dll'
            'polly.core/8.9.1/lib/net8.0/Polly.Core.dll'
            'sqlitepclraw.core/3.0.3/lib/net8.0/SQLitePCLRaw.core.dll'
            'microsoft.data.sqlite.core/10.0.15/lib/net8.0/Microsoft.Data.Sqlite.dll')
    }
    $cases = foreach ($age in 'older', 'newer') {
        foreach ($order in 'before', 'after') {
            @{ Age = $age; Order = $order; Libraries = @($copies[$age] | ForEach-Object { Join-Path $packages $_ }) }
        }
    }
}

BeforeAll {
    . $PSScriptRoot/TestFigshare.ps1
    $figshare = Start-SimulatedFigshare
    $manifest = if (Test-Path $module -PathType Leaf) { $module } else {
        (Get-Item "$module/*/FigshareTools.psd1" | Select-Object -Last 1).FullName
    }
    $script = @'
param($Libraries, $Order, $Manifest, $Csv, $Destination)
$ErrorActionPreference = 'Stop'
$paths = $Libraries -split ';'
if ($Order -eq 'before') { $others = $paths | ForEach-Object { [Reflection.Assembly]::LoadFrom($_) } }
Import-Module $Manifest
if ($Order -eq 'after') { $others = $paths | ForEach-Object { [Reflection.Assembly]::LoadFrom($_) } }
$plates = Import-Csv $Csv | Select-Object -First 2
($plates | Save-FigsharePlate -Destination $Destination).Verified -join ','
$plates | Save-FigsharePlate -Destination $Destination -Force -MaximumRetryCount 1 -ApiUri http://127.0.0.1:1 `
    -DownloadUri http://127.0.0.1:1 -ErrorAction SilentlyContinue -ErrorVariable failed
($failed.FullyQualifiedErrorId -replace ',.*' | Select-Object -Unique) -join ','
($plates | Test-FigsharePlate -Destination $Destination -Deep | Where-Object { $_.Tables.Count -gt 0 }).Count
$others | ForEach-Object { "$($_.GetName().Version) $($_.GetExportedTypes().Count -gt 0)" }
'@
    $scriptPath = Join-Path $TestDrive 'case.ps1'
    Set-Content -LiteralPath $scriptPath -Value $script
}

AfterAll {
    Stop-SimulatedFigshare $figshare
}

Describe 'Libraries of another module' {
    It '<Age> copies, loaded <Order> this module, disturb neither it nor the other' -ForEach $cases {
        $missing = $Libraries | Where-Object { -not (Test-Path -LiteralPath $_) }
        if ($missing) {
            Set-ItResult -Skipped -Because "these packages are not restored: $missing"
            return
        }

        $output = & (Get-Process -Id $PID).Path -NoProfile -File $scriptPath ($Libraries -join ';') $Order $manifest `
            (Join-Path $root 'examples/plates.csv') (Join-Path $TestDrive ([guid]::NewGuid()))

        $versions = $Libraries | ForEach-Object { "$([Reflection.AssemblyName]::GetAssemblyName($_).Version) True" }
        $output | Should -Be @('Md5,Md5', 'ConnectionFailed', '2', $versions | ForEach-Object { $_ })
    }
}
