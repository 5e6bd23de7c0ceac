# Loads the libraries of a folder before or after the module, uses both, and writes lines 'subject: result'. Only what
# PowerShell's engine itself has is used: the program that runs it may have no cmdlets of PowerShell's own modules.
param([string] $Module, [string] $Libraries, [string] $Order, [string] $Destination)

$ErrorActionPreference = 'Stop'

function Import-Library {
    foreach ($file in [IO.Directory]::GetFiles($Libraries, '*.dll')) {
        # On Windows the folder also has the native library of SQLite, e_sqlite3.dll.
        if ([IO.Path]::GetFileName($file) -ne 'e_sqlite3.dll') {
            $null = [Reflection.Assembly]::LoadFrom($file)
        }
    }
}

function Get-LibraryUse {
    if ($type = 'System.Threading.RateLimiting.TokenBucketRateLimiterOptions' -as [type]) {
        $options = $type::new()
        $options.TokenLimit = 1
        $options.TokensPerPeriod = 1
        $options.ReplenishmentPeriod = [timespan]::FromDays(1)
        $limiter = ('System.Threading.RateLimiting.TokenBucketRateLimiter' -as [type])::new($options)
        "RateLimiting: $($limiter.AttemptAcquire(1).IsAcquired), $($limiter.AttemptAcquire(1).IsAcquired)"
    }

    if ($type = 'Polly.ResiliencePipelineBuilder' -as [type]) {
        $options = ('Polly.Retry.RetryStrategyOptions' -as [type])::new()
        $options.Delay = [timespan]::Zero
        $builder = ('Polly.RetryResiliencePipelineBuilderExtensions' -as [type])::AddRetry($type::new(), $options)
        $script:attempts = 0
        $builder.Build().Execute([Action] { $script:attempts++; if ($script:attempts -lt 3) { throw 'again' } })
        "Polly: $script:attempts attempts"
    }

    if ($type = 'SQLitePCL.Batteries_V2' -as [type]) {
        $type::Init()
        "SQLitePCL: SQLite $(('SQLitePCL.raw' -as [type])::sqlite3_libversion_number())"
    }

    if ($type = 'Microsoft.Data.Sqlite.SqliteConnection' -as [type]) {
        $connection = $type::new('Data Source=:memory:')
        $connection.Open()
        $command = $connection.CreateCommand()
        $command.CommandText = 'SELECT 6 * 7'
        "Data.Sqlite: $($command.ExecuteScalar())"
        $connection.Dispose()
    }
}

function Get-UseOfModule {
    $plates = @(Get-FigshareManifest 4)
    $saved = @($plates | Save-FigsharePlate -Destination $Destination -Force -Verbose 4>&1)
    $results = @($saved | Where-Object { $_ -is [FigshareTools.Objects.SavedPlate] })
    $retries = @($saved | Where-Object { "$_" -match 'trying again' })
    $tested = @($plates | Test-FigsharePlate -Destination $Destination -Deep -WarningVariable warned)
    "saved: $($results.Count) $($results.Status -join ' ') $($results.Verified -join ' ')"
    "retried: $($retries.Count -gt 0)"
    "tested: $($tested.Status -join ' '), $($tested[0].Tables.ToString()), warnings $(@($warned).Count)"
    "public type: $(([FigshareTools.PlateResult]).FullName)"
}

function Get-LoadedAssembly {
    $all = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { -not $_.IsDynamic -and $_.Location }
    $ours = $all | Where-Object { $_.Location.StartsWith([IO.Path]::GetDirectoryName($Module)) }
    "ours: $(($ours | ForEach-Object { $_.GetName().Name }) -join ' ')"
    $files = [IO.Directory]::GetFiles($Libraries, '*.dll')
    [Array]::Sort($files, [StringComparer]::Ordinal)
    foreach ($file in $files) {
        $name = [IO.Path]::GetFileNameWithoutExtension($file)
        $loaded = @($all | Where-Object { $_.GetName().Name -eq $name })
        if ($loaded) {
            "library: $name $($loaded.Count) $($loaded[0].Location -eq $file)"
        }
    }
}

if ($Order -eq 'First') {
    Import-Library
    Get-LibraryUse
    Import-Module $Module
    Get-UseOfModule
}
else {
    Import-Module $Module
    Get-UseOfModule
    Import-Library
}

Get-LibraryUse
Get-UseOfModule
Get-LoadedAssembly
