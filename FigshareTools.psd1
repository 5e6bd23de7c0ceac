@{
    # Windows PowerShell 5.1 loads the net472 build, PowerShell 7.4 and later the net8.0 build.
    RootModule             = if ($PSEdition -eq 'Core') { 'net8.0/FigshareTools.dll' } else { 'net472/FigshareTools.dll' }
    ModuleVersion          = '0.1.0'
    GUID                   = '6f0c0c5e-6f0d-4f0b-9d38-8e6a1c2b7a41'
    Author                 = 'FigshareTools contributors'
    CompanyName            = 'FigshareTools contributors'
    Copyright              = 'Copyright (c) FigshareTools contributors. MIT licence.'
    Description            = 'Finds, downloads and verifies large research datasets on Figshare: Import-Csv plates.csv | Save-FigsharePlate'
    PowerShellVersion      = '5.1'
    # Windows PowerShell only: the .NET Framework that the net472 build is compiled for.
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions   = @('Core', 'Desktop')
    FormatsToProcess       = @('FigshareTools.Format.ps1xml')
    # FigshareTools.Types.ps1xml is added by the assembly: TypesToProcess is an error in the second copy of a module.
    CmdletsToExport        = @('Compare-FigshareManifest', 'Export-FigshareManifest', 'Export-FigshareReport', 'Find-FigshareArticle',
        'Get-FigshareManifest', 'Save-FigsharePlate', 'Select-FigsharePlate', 'Test-FigsharePlate')
    AliasesToExport        = @('Import-FigshareManifest')
    FunctionsToExport      = @()
    VariablesToExport      = @()
    # Filled when the module is packed.
    FileList               = @()
    PrivateData            = @{
        PSData = @{
            Tags         = @('Figshare', 'Download', 'Dataset', 'Research', 'Microscopy', 'SQLite', 'MD5', 'Resume',
                'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://opensource.org/license/mit'
            ProjectUri   = 'https://github.com/FigshareTools/FigshareTools'
            ReleaseNotes = 'https://github.com/FigshareTools/FigshareTools/blob/main/CHANGELOG.md'
        }
    }
}
