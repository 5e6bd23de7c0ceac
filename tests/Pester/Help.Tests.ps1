BeforeDiscovery {
    # Each example of docs/en-US: its cmdlet, title and code.
    $examples = foreach ($file in Get-Item $PSScriptRoot/../../docs/en-US/*-*.md) {
        $section = ((Get-Content $file -Raw) -split '(?m)^## ' | Where-Object { $_ -match '^EXAMPLES' })
        foreach ($example in [regex]::Matches($section, '(?ms)^### (?<title>.+?)\r?$.+?^```powershell\r?\n(?<code>.+?)^```')) {
            @{ Cmdlet = $file.BaseName; Title = $example.Groups['title'].Value; Code = $example.Groups['code'].Value }
        }
    }
}

BeforeAll {
    . $PSScriptRoot/TestFigshare.ps1
    $figshare = Start-SimulatedFigshare
    $saved = Join-Path $TestDrive 'saved'
    $null = Get-FigshareManifest 9995672 | Save-FigsharePlate -Destination $saved -ThrottleLimit 9 |
        Export-FigshareManifest (Join-Path $saved 'md5sums.txt')
}

AfterAll {
    Stop-SimulatedFigshare $figshare
}

Describe 'Help' {
    BeforeEach {
        $folder = New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory
        Copy-Item (Join-Path $root 'examples') $folder -Recurse
        # Most examples save the plates or test them: that they are there already saves time.
        Copy-Item $saved (Join-Path $folder 'plates') -Recurse
        Push-Location $folder
        Mock Read-Host { ConvertTo-SecureString 'a token' -AsPlainText -Force }
    }

    AfterEach {
        Pop-Location
        Remove-Item $folder -Recurse -Force
    }

    It '<Cmdlet>: <Title>' -ForEach $examples {
        $ErrorActionPreference = 'Stop'

        { Invoke-Expression $Code } | Should -Not -Throw
    }
}
