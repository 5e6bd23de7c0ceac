BeforeAll {
    . $PSScriptRoot/TestFigshare.ps1
    $figshare = Start-SimulatedFigshare
    $plates = Get-FigshareManifest 9995672
}

AfterAll {
    Stop-SimulatedFigshare $figshare
}

Describe 'Select-FigsharePlate' {
    AfterEach {
        Remove-Item Env:SLURM_ARRAY_TASK_* -ErrorAction Ignore
    }

    It 'filters plates by name and length' {
        ($plates | Select-FigsharePlate -Include *.sqlite -Exclude *613* -MinimumLength 1).FileName |
            Should -Be ($plates.FileName -notlike '*613*')
        $plates | Select-FigsharePlate -MaximumLength 1KB | Should -BeNullOrEmpty
    }

    It 'gives each plate to one task of an array of Slurm' {
        $env:SLURM_ARRAY_TASK_COUNT, $env:SLURM_ARRAY_TASK_MIN, $env:SLURM_ARRAY_TASK_MAX = 4, 1, 4
        $shards = foreach ($task in 1..4) {
            $env:SLURM_ARRAY_TASK_ID = $task
            , @($plates | Sort-Object { Get-Random } | Select-FigsharePlate -ArrayTask)
        }

        $shards | ForEach-Object { $_.Count | Should -BeGreaterThan 1 }
        ($shards | ForEach-Object { $_ }).FileId | Sort-Object | Should -Be ($plates.FileId | Sort-Object)
    }

    It 'selects nothing where there is no array' {
        { $plates | Select-FigsharePlate -ArrayTask } | Should -Throw -ErrorId 'NoArrayTask*'
    }

    It 'selects what is to be saved again' {
        $plates | Select-FigsharePlate -Include *610*, *611* | Save-FigsharePlate -Destination $TestDrive/plates | Out-Null
        Clear-Content (Get-ChildItem $TestDrive/plates/*611*)

        ($plates | Select-FigsharePlate -Include *610*, *611* | Test-FigsharePlate -Destination $TestDrive/plates |
            Select-FigsharePlate -Status WrongLength, Missing | Save-FigsharePlate).FileName | Should -BeLike '*611*'
    }

    It 'completes the states' {
        $line = 'Select-FigsharePlate -Status Wrong'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'WrongLength', 'WrongMd5'
    }
}
