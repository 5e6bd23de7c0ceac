BeforeAll {
    . $PSScriptRoot/TestFigshare.ps1
    $figshare = Start-SimulatedFigshare
}

AfterAll {
    Stop-SimulatedFigshare $figshare
}

Describe 'Export-FigshareManifest' {
    It 'writes a list that is read back unchanged, also by Import-Csv' {
        $listed = Get-FigshareManifest 9995672
        $listed | Export-FigshareManifest $TestDrive/m.csv

        Compare-Object $listed (Get-FigshareManifest -Path $TestDrive/m.csv) | Should -BeNullOrEmpty
        (Import-Csv $TestDrive/m.csv).Md5 | Should -Be $listed.Md5
    }

    It 'lists, exports, saves and verifies' {
        Get-FigshareManifest 10.35092/yhjc.9995672 -Include *610*, *611* | Export-Csv $TestDrive/two.csv

        Import-Csv $TestDrive/two.csv | Save-FigsharePlate -Destination $TestDrive/plates | Test-FigsharePlate -Quiet |
            Should -BeTrue
    }

    It 'writes an RO-Crate with the files and their MD5s' {
        Get-FigshareManifest 9995672 | Export-FigshareManifest $TestDrive/ro-crate-metadata.json
        $graph = (Get-Content $TestDrive/ro-crate-metadata.json -Raw | ConvertFrom-Json).'@graph'

        ($graph | Where-Object '@type' -EQ 'File') | Should -HaveCount 9
        ($graph | Where-Object '@id' -EQ './').identifier | Should -BeLike '*10.35092/yhjc.9995672*'
    }

    It 'computes the MD5s of files that no row states' {
        $saved = Get-FigshareManifest 9995672 -Include *610*, *611* | Save-FigsharePlate -Destination $TestDrive/sums
        Get-ChildItem $TestDrive/sums/*.sqlite | Export-FigshareManifest $TestDrive/sums/plates.md5

        Get-Content $TestDrive/sums/plates.md5 |
            Should -Be ($saved | Sort-Object Path | ForEach-Object { "$($_.Md5)  $($_.FileName)" })
    }

    It 'keeps an existing file if a row cannot be listed' {
        'mine' | Set-Content $TestDrive/whole.md5
        { [pscustomobject]@{ Plate = 'A' } | Export-FigshareManifest $TestDrive/whole.md5 -ErrorAction SilentlyContinue } |
            Should -Throw -ErrorId 'IncompleteManifest*'
        Get-Content $TestDrive/whole.md5 | Should -Be 'mine'
    }

    It 'keeps an existing file with -NoClobber' {
        'mine' | Set-Content $TestDrive/kept.csv
        { Get-FigshareManifest 9995672 | Export-FigshareManifest $TestDrive/kept.csv -NoClobber -ErrorAction Stop } |
            Should -Throw -ErrorId 'FileExists*'
        Get-Content $TestDrive/kept.csv | Should -Be 'mine'
    }
}
