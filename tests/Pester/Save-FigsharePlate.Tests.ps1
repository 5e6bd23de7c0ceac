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

    It 'hands its results on by path' {
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

    It 'leaves the others when the first is enough' {
        $first = Import-Csv $csv | Save-FigsharePlate -Destination $TestDrive/first | Select-Object -First 1

        $first.Status | Should -Be 'Downloaded'
        (Get-ChildItem $TestDrive/first -Filter *.sqlite).Count | Should -BeLessThan 9
        # What is left can be continued.
        $rest = Import-Csv $csv | Save-FigsharePlate -Destination $TestDrive/first -ThrottleLimit 9
        $rest.Verified | Where-Object { $_ -eq 'None' } | Should -BeNullOrEmpty
        $rest | Should -HaveCount 9
    }

    It 'tells a plate that fails with an id, a category and the plate itself' {
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

    It 'refuses a destination that is no folder' {
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
