BeforeAll {
    . $PSScriptRoot/TestFigshare.ps1
    $figshare = Start-SimulatedFigshare
    $rows = Import-Csv (Join-Path $root 'examples/plates.csv')
}

AfterAll {
    Stop-SimulatedFigshare $figshare
}

Describe 'Test-FigsharePlate' {
    BeforeAll {
        $folder = Join-Path $TestDrive 'plates'
        $null = $rows | Save-FigsharePlate -Destination $folder -ThrottleLimit 9
    }

    It 'finds and names a flipped byte, a truncated file, a missing file and a web page' {
        $damaged = Join-Path $TestDrive 'damaged'
        Copy-Item $folder $damaged -Recurse
        $bytes = [IO.File]::ReadAllBytes("$damaged/SQ00014611.sqlite")
        $bytes[8MB] = $bytes[8MB] -bxor 1
        [IO.File]::WriteAllBytes("$damaged/SQ00014611.sqlite", $bytes)
        [IO.File]::WriteAllBytes("$damaged/SQ00014612.sqlite", $bytes[0..1MB])
        Remove-Item "$damaged/SQ00014613.sqlite"
        '<!DOCTYPE html><html></html>' | Set-Content "$damaged/SQ00014614.sqlite"

        $tests = $rows | Test-FigsharePlate -Destination $damaged | Sort-Object Plate

        $tests | Should -HaveCount 9
        $tests[0..4].Status | Should -Be 'Valid', 'WrongMd5', 'WrongLength', 'Missing', 'NotSqlite'
        $tests[5..8].Status | Select-Object -Unique | Should -Be 'Valid'
        $rows | Test-FigsharePlate -Destination $damaged -Quiet | Should -BeFalse
        $rows | Test-FigsharePlate -Destination $folder -Quiet | Should -BeTrue
    }

    It 'verifies saved plates in the same pipeline, and a CSV keeps the result' {
        $rows | Save-FigsharePlate -Destination $folder | Test-FigsharePlate | Export-Csv $TestDrive/audit.csv

        $audit = Import-Csv $TestDrive/audit.csv
        $audit | Should -HaveCount 9
        $audit.Status | Select-Object -Unique | Should -Be 'Valid'
        $audit | Test-FigsharePlate -Quiet | Should -BeTrue
    }

    It 'opens the databases with -Deep, or warns that it cannot' {
        $test = $rows[0] | Test-FigsharePlate -Destination $folder -Deep -WarningVariable warned -WarningAction SilentlyContinue

        $test.Status | Should -Be 'Valid'
        if (-not $warned) {
            $test.Tables.Name | Should -Be 'Cells', 'Cytoplasm', 'Image', 'Nuclei'
            $test.Tables.Rows | ForEach-Object { $_ | Should -BeGreaterThan 0 }
        }
        else {
            $test.Tables | Should -BeNullOrEmpty
            "$warned" | Should -BeLike '-Deep is left out: *'
        }

        Get-ChildItem $folder -Force | Where-Object Name -notlike '*.sqlite' |
            Select-Object -ExpandProperty Name | Should -Be '.figsharetools-verified.jsonl'
    }

    It 'finds a damaged page with -Deep' {
        $path = "$TestDrive/damaged-page.sqlite"
        $bytes = [IO.File]::ReadAllBytes("$folder/SQ00014610.sqlite")
        8MB..(8MB + 8191) | ForEach-Object { $bytes[$_] = 0xFF }
        [IO.File]::WriteAllBytes($path, $bytes)

        $test = Test-FigsharePlate -Path $path -Deep -WarningVariable warned -WarningAction SilentlyContinue

        if (-not $warned) {
            $test.Status | Should -Be 'NotSqlite'
            $test.Problem | Should -BeLike 'the database is damaged: *'
        }
        else {
            $test.Status | Should -Be 'Unverifiable'
        }
    }

    It 'trusts its record only with -TrustRecord' {
        $path = "$folder/SQ00014618.sqlite"
        $written = (Get-Item $path).LastWriteTimeUtc
        $bytes = [IO.File]::ReadAllBytes($path)
        $bytes[5MB] = $bytes[5MB] -bxor 1
        [IO.File]::WriteAllBytes($path, $bytes)
        (Get-Item $path).LastWriteTimeUtc = $written
        $row = $rows | Where-Object plate -eq 'SQ00014618'

        ($row | Test-FigsharePlate -Destination $folder -TrustRecord).Status | Should -Be 'Valid'
        ($row | Test-FigsharePlate -Destination $folder).Status | Should -Be 'WrongMd5'
        (Get-Item $path).LastWriteTimeUtc = $written.AddSeconds(2)
        ($row | Test-FigsharePlate -Destination $folder -TrustRecord).Status | Should -Be 'WrongMd5'
    }

    It 'shows a table with plate, status and size' {
        $text = $rows[0] | Test-FigsharePlate -Destination $folder | Out-String -Width 200

        $text | Should -Match 'Plate\s+Status\s+Size\s+Elapsed\s+Problem, or path'
        $text | Should -Match 'SQ00014610\s+Valid\s+16\.\d MB\s+[\d.]+ s'
    }
}
