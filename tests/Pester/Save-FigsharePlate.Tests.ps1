BeforeAll {
    . $PSScriptRoot/TestFigshare.ps1
    $figshare = Start-SimulatedFigshare
    $csv = Join-Path $root 'examples/plates.csv'
}

AfterAll {
    Stop-SimulatedFigshare $figshare
}

Describe 'Save-FigsharePlate' {
    It 'saves and verifies the nine plates of the example, and skips them when it is run again' {
        $plates = Import-Csv $csv | Save-FigsharePlate -Destination $TestDrive/nine -ThrottleLimit 9

        $plates | Should -HaveCount 9
        $plates.Verified | Select-Object -Unique | Should -Be 'Md5'
        $plates | ForEach-Object { (Get-FileHash -LiteralPath $_.Path -Algorithm MD5).Hash | Should -Be $_.Md5 }

        $again = Import-Csv $csv | Save-FigsharePlate -Destination $TestDrive/nine -Checksum
        $again.Status | Select-Object -Unique | Should -Be 'Skipped'
        $again.Verified | Select-Object -Unique | Should -Be 'Md5'
    }

    It 'returns results that bind by path' {
        $result = Import-Csv $csv | Select-Object -First 1 | Save-FigsharePlate -Destination $TestDrive/pipe

        ($result | Get-Item).FullName | Should -Be $result.Path
        ($result | Get-FileHash -Algorithm MD5).Hash | Should -Be $result.Md5
        $result.PSPath | Should -Be $result.Path
    }

    It 'takes brackets in the destination literally' {
        $result = Import-Csv $csv | Select-Object -First 1 | Save-FigsharePlate -Destination "$TestDrive/[1] batch"

        (Get-Item -LiteralPath $result.PSPath).Directory.Name | Should -Be '[1] batch'
    }

    It 'shows a table with plate, status, verification, size and speed' {
        $text = Import-Csv $csv | Select-Object -First 1 | Save-FigsharePlate -Destination $TestDrive/table |
            Out-String -Width 200

        $text | Should -Match 'Plate\s+Status\s+Verified\s+Size\s+Speed\s+Elapsed\s+Path'
        $text | Should -Match 'SQ00014610\s+Downloaded\s+Md5\s+16\.\d MB\s+[\d.]+ MB/s\s+[\d.]+ s'
    }

    It 'gives texts to ConvertTo-Json, Export-Csv and Get-Member' {
        $result = Import-Csv $csv | Select-Object -First 1 *, @{ n = 'well'; e = { 'A01' } } |
            Save-FigsharePlate -Destination $TestDrive/texts

        ($result | Get-Member).Name | Should -Not -Contain '<Clone>$'
        $json = $result | ConvertTo-Json | ConvertFrom-Json
        $json.Status, $json.Verified, $json.Md5Source, $json.well | Should -Be 'Downloaded', 'Md5', 'Computed', 'A01'
        [timespan]$json.Elapsed | Should -Be $result.Elapsed
        ($result | ConvertTo-Csv)[0] | Should -Match '^"well","Plate","FileId","FileName","Path"'
    }

    It 'stops the other downloads when the first result is enough' {
        $first = Import-Csv $csv | Save-FigsharePlate -Destination $TestDrive/first | Select-Object -First 1

        $first.Status | Should -Be 'Downloaded'
        (Get-ChildItem $TestDrive/first -Filter *.sqlite).Count | Should -BeLessThan 9
        # The other downloads can be resumed.
        $rest = Import-Csv $csv | Save-FigsharePlate -Destination $TestDrive/first -ThrottleLimit 9
        $rest.Verified | Where-Object { $_ -eq 'None' } | Should -BeNullOrEmpty
        $rest | Should -HaveCount 9
    }

    It 'reports a failed plate with an id, a category and the plate' {
        $rows = @([pscustomobject]@{ figshare_id = 1; plate = 'gone' }; Import-Csv $csv | Select-Object -First 1)

        $saved = $rows | Save-FigsharePlate -Destination $TestDrive/errors -ErrorVariable failed -ErrorAction SilentlyContinue

        $saved.Plate | Should -Be 'SQ00014610'
        $failed | Should -HaveCount 1
        $failed[0].FullyQualifiedErrorId | Should -Be 'NotFound,FigshareTools.Cmdlets.SaveFigsharePlateCommand'
        $failed[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failed.TargetObject.Plate | Should -Be 'gone'
        { $failed.TargetObject | Save-FigsharePlate -Destination $TestDrive/errors -ErrorAction Stop } |
            Should -Throw -ErrorId 'NotFound,FigshareTools.Cmdlets.SaveFigsharePlateCommand'
    }

    It 'reads rows with the headings and numbers of other programs' {
        "Plate Name,Figshare ID,Article-ID`nA,18028784.0,9995672`n,,`nA,""""""18028784"""""",9995672`n" |
            Set-Content $TestDrive/lab.csv

        $saved = Import-Csv $TestDrive/lab.csv |
            Save-FigsharePlate -Destination $TestDrive/lab -WarningVariable warned -WarningAction SilentlyContinue

        $saved.FileId | Should -Be 18028784
        $saved.Verified | Should -Be 'Md5'
        "$warned" | Should -BeLike '*row 3*repeats an earlier row*'
    }

    It 'names plate, columns and cause of a row that is not a plate' {
        "plate,figshare_id`nA,""1,234""`nB," | Set-Content $TestDrive/bad.csv
        'plate;figshare_id', 'A;1' | Set-Content $TestDrive/semicolons.csv

        Import-Csv $TestDrive/bad.csv, $TestDrive/semicolons.csv |
            Save-FigsharePlate -Destination $TestDrive/bad -ErrorVariable failed -ErrorAction SilentlyContinue

        $failed.FullyQualifiedErrorId | Select-Object -Unique |
            Should -Be 'InvalidPlate,FigshareTools.Cmdlets.SaveFigsharePlateCommand'
        "$($failed[0])" | Should -BeLike "A (row 1): its figshare_id is '1,234', which is not an id; write it in digits*"
        "$($failed[1])" | Should -BeLike "B (row 2): its columns are 'plate', 'figshare_id'; the file id is missing*"
        "$($failed[2])" | Should -BeLike "row 3: *save it with commas, or use Import-Csv -Delimiter ';'."
    }

    It 'evaluates script blocks for each row' {
        $saved = Import-Csv $csv | Select-Object -First 1 |
            Save-FigsharePlate -FileName { "batch/$($_.plate).sqlite" } -Destination $TestDrive/blocks

        $saved.Path | Should -Be (Join-Path $TestDrive 'blocks/batch/SQ00014610.sqlite')
    }

    It 'refuses a destination that is not a folder' {
        { Save-FigsharePlate 1 -Destination Env:/x } | Should -Throw -ErrorId 'BadDestination*'
    }

    It 'replaces the empty file of another tool' {
        $null = New-Item -ItemType Directory $TestDrive/leftover
        $null = New-Item -ItemType File $TestDrive/leftover/SQ00014610.sqlite

        $result = Import-Csv $csv | Select-Object -First 1 | Save-FigsharePlate -Destination $TestDrive/leftover

        $result.Status | Should -Be 'Downloaded'
        (Get-Item $result.Path).Length | Should -Be $result.Length
    }

    It 'stops within two seconds' {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript({
                param($module, $csv, $folder)
                Import-Module $module
                Import-Csv $csv | Save-FigsharePlate -Destination $folder
            }).AddParameters(@((Get-Module FigshareTools).Path, $csv, "$TestDrive/stop"))
            $null = Register-ObjectEvent $shell.Streams.Progress DataAdded -SourceIdentifier FigshareProgress
            $running = $shell.BeginInvoke()
            $null = Wait-Event FigshareProgress
            $watch = [Diagnostics.Stopwatch]::StartNew()

            $shell.Stop()

            $watch.Elapsed.TotalSeconds | Should -BeLessThan 2
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            Get-ChildItem $TestDrive/stop -Filter *.sqlite | Should -BeNullOrEmpty
        }
        finally {
            Unregister-Event FigshareProgress
            $shell.Dispose()
        }
    }
}
