BeforeAll {
    . $PSScriptRoot/TestFigshare.ps1
    $figshare = Start-SimulatedFigshare
}

AfterAll {
    Stop-SimulatedFigshare $figshare
}

Describe 'Get-FigshareManifest' {
    It 'lists the nine plates of the article with their MD5s' {
        $plates = Get-FigshareManifest 9995672

        $plates | Should -HaveCount 9
        $plates.Plate | Should -Contain 'SQ00014618'
        $plates.Md5 | Should -Match '^[0-9a-f]{32}$'
        $plates.Version | Select-Object -Unique | Should -Be 6
        $plates[0].Doi | Should -Be '10.35092/yhjc.9995672.v6'
    }

    It 'accepts a version, and wildcards' {
        (Get-FigshareManifest 9995672.v5).Version | Select-Object -Unique | Should -Be 5
        (Get-FigshareManifest 9995672 -Version 5 -Include *610*, *611* -Exclude *611*).Plate | Should -Be 'SQ00014610'
    }

    It 'is read back from a CSV' {
        Get-FigshareManifest 9995672 | Export-Csv $TestDrive/m.csv
        $rows = Import-Csv $TestDrive/m.csv

        $saved = $rows | Select-Object -First 2 | Save-FigsharePlate -Destination $TestDrive/plates

        $saved.Verified | Should -Be 'Md5', 'Md5'
    }

    It 'reports a missing article by its id, and continues' {
        $plates = 1, 9995672 | Get-FigshareManifest -ErrorVariable failed -ErrorAction SilentlyContinue

        $plates | Should -HaveCount 9
        $failed[0].FullyQualifiedErrorId | Should -Be 'NotFound,FigshareTools.Cmdlets.GetFigshareManifestCommand'
        "$failed" | Should -BeLike 'article 1: *'
    }
}
