BeforeAll {
    . $PSScriptRoot/TestFigshare.ps1
    $figshare = Start-SimulatedFigshare
    $csv = Join-Path $root 'examples/plates.csv'

    function Complete([string] $Line) {
        (TabExpansion2 $Line $Line.Length).CompletionMatches.CompletionText
    }
}

AfterAll {
    Stop-SimulatedFigshare $figshare
}

Describe 'Natural forms' {
    It 'saves a table by its path, and ids and links as they are' {
        $saved = Save-FigsharePlate -Path $csv -Destination $TestDrive/table -ThrottleLimit 9
        $saved | Should -HaveCount 9

        $two = 18028784, 'https://ndownloader.figshare.com/files/18508583' |
            Save-FigsharePlate -ArticleId 9995672 -Destination $TestDrive/table
        $two.Status | Should -Be 'Skipped', 'Skipped'
        (Save-FigsharePlate 18028784,18508583 -ArticleId 9995672 -Destination $TestDrive/table).Count | Should -Be 2

        $tested = Test-FigsharePlate $TestDrive/table/SQ00014610.sqlite
        $tested.Status, $tested.Md5Source, $tested.FileId | Should -Be 'Valid', 'Recorded', 18028784
        Test-FigsharePlate -Path $TestDrive/table/*.sqlite | Should -HaveCount 9
    }

    It 'reads manifests that Get-ChildItem finds' {
        Copy-Item $csv $TestDrive/one.csv

        Get-ChildItem $TestDrive/*.csv | Get-FigshareManifest | Should -HaveCount 9
        Import-FigshareManifest $TestDrive/one.csv | Should -HaveCount 9
    }

    It 'finds what has changed, and shows it in a table' {
        Get-FigshareManifest 9995672 -Version 5 -Exclude *618* | Export-FigshareManifest $TestDrive/old.csv

        $changes = Compare-FigshareManifest $TestDrive/old.csv

        $changes | Where-Object Change -EQ Same | Should -HaveCount 8
        ($changes | Where-Object Change -EQ Added).Plate | Should -Be 'SQ00014618'
        $changes | Out-String -Width 150 | Should -Match 'Change\s+Plate\s+OldFileId\s+FileId\s+OldSize\s+Size\s+FileName'
    }
}

Describe 'Completion' {
    BeforeAll {
        $null = New-Item -ItemType Directory $TestDrive/tab, $TestDrive/tab/plates, "$TestDrive/tab/more plates"
        Get-FigshareManifest 9995672 | Export-FigshareManifest $TestDrive/tab/manifest.csv
        Push-Location $TestDrive/tab
    }

    AfterAll {
        Pop-Location
    }

    It 'offers ids, labels and DOIs of manifests in the folder' {
        Complete 'Save-FigsharePlate -FileId 180' | Should -Be 18028784, 18031619
        Complete 'Save-FigsharePlate -Plate SQ00014618' | Should -Be 'SQ00014618'
        Complete 'Get-FigshareManifest -Id 10' | Should -Be '10.35092/yhjc.9995672.v6'
    }

    It 'offers versions of the article' {
        Complete 'Get-FigshareManifest 9995672 -Version ' | Select-Object -First 1 | Should -Be 6
    }

    It 'offers folders for the destination' {
        $offers = Complete 'Save-FigsharePlate -Destination '
        $offers | Should -HaveCount 2
        "$offers" | Should -Not -Match 'manifest'
    }

    It 'offers no file names for what names no file' {
        Complete 'Save-FigsharePlate -Path ' | Should -Contain "$([IO.Path]::Combine('.', 'manifest.csv'))"
        $parameters = 'ThrottleLimit', 'SegmentCount', 'Length', 'MaximumRetryCount', 'Md5', 'Proxy', 'Token', 'ApiUri'
        foreach ($parameter in $parameters) {
            Complete "Save-FigsharePlate -$parameter " | Should -BeNullOrEmpty
        }
        Complete 'Find-FigshareArticle -PublishedSince ' | Should -BeNullOrEmpty
    }
}

Describe 'A second copy of the module' {
    It 'is imported without an error, and the results keep their members' {
        $copy = Join-Path $TestDrive 'copy/FigshareTools'
        $base = (Get-Module FigshareTools).ModuleBase
        Copy-Item $base $copy -Recurse
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript({
                param($first, $second)
                Import-Module $first, $second
                Split-Path (Test-FigsharePlate ./x).PSPath -Leaf
                $Error.Count
            }).AddParameters(@("$base/FigshareTools.psd1", "$copy/FigshareTools.psd1"))
            $shell.Invoke() | Should -Be 'x', 0
            $shell.Streams.Error | Should -BeNullOrEmpty
        }
        finally {
            $shell.Dispose()
        }
    }
}
