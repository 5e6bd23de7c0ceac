BeforeDiscovery {
    # Each example of docs/en-US: its cmdlet, title and code.
    $examples = foreach ($file in Get-Item $PSScriptRoot/../../docs/en-US/*-*.md) {
        $section = ((Get-Content $file -Raw) -split '(?m)^## ' | Where-Object { $_ -match '^EXAMPLES' })
        foreach ($example in [regex]::Matches($section, '(?ms)^### (?<title>.+?)\r?$.+?^```powershell\r?\n(?<code>.+?)^```')) {
            # Examples with a proxy, mail or a browser need what a test does not have.
            if ($example.Groups['code'].Value -notmatch 'proxy\.lab|Send-MailMessage|Invoke-Item') {
                @{ Cmdlet = $file.BaseName; Title = $example.Groups['title'].Value; Code = $example.Groups['code'].Value }
            }
        }
    }
}

BeforeAll {
    . $PSScriptRoot/TestFigshare.ps1
    $figshare = Start-SimulatedFigshare
    $saved = New-Item (Join-Path $TestDrive 'saved') -ItemType Directory
    Push-Location $saved
    foreach ($list in 'manifest.csv', 'plates.csv', 'plates [1].csv', '2025.csv', '2026.csv', 'files.json', 'md5sums.txt') {
        Get-FigshareManifest 9995672 | Export-FigshareManifest -LiteralPath $list
    }
    $null = New-Item tables -ItemType Directory
    Copy-Item (Join-Path $root 'examples/plates.csv') tables
    Copy-Item (Join-Path $root 'examples') . -Recurse
    Get-FigshareManifest 9995672 | Save-FigsharePlate -Destination plates -ThrottleLimit 9 -LogPath night.jsonl |
        Export-FigshareManifest plates/md5sums.txt
    Pop-Location
}

AfterAll {
    Stop-SimulatedFigshare $figshare
}

Describe 'Help' {
    BeforeEach {
        $folder = New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory
        # Most examples save the plates or test them: that they are there already saves time.
        Copy-Item "$saved/*" $folder -Recurse
        Push-Location $folder
        Mock Read-Host { [securestring]::new() }
    }

    AfterEach {
        Pop-Location
        Remove-Item $folder -Recurse -Force
    }

    It '<Cmdlet>: <Title>' -ForEach $examples {
        $ErrorActionPreference = 'Stop'

        { & ([scriptblock]::Create($Code)) } | Should -Not -Throw
    }
}
