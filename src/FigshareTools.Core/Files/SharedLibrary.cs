using System;
using System.Runtime.InteropServices;

namespace FigshareTools.Files;

/// <summary>
/// A native library that stays loaded while the process lives. Both builds load it by hand: .NET Framework cannot choose the
/// library of a <c>DllImport</c> at run time, and a resolver on .NET would have to be registered at import.
/// </summary>
internal sealed class SharedLibrary
{
#if NET
    private readonly IntPtr _handle;

    private SharedLibrary(IntPtr handle) => _handle = handle;

    /// <summary>Loads a library; null when the system does not find or refuses it.</summary>
    /// <param name="name">File name, searched for by the system, or full path. On Windows only the system folder is searched,
    /// so that no library beside a plate is taken.</param>
    public static SharedLibrary? Load(string name) =>
        NativeLibrary.TryLoad(name, typeof(SharedLibrary).Assembly, DllImportSearchPath.System32, out var handle)
            ? new(handle)
            : null;

    /// <summary>Finds a function of the library.</summary>
    /// <exception cref="EntryPointNotFoundException">The library has no such function.</exception>
    public T Function<T>(string name)
        where T : Delegate => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(_handle, name));
#else
    private const uint SearchSystemFolderOnly = 0x0800;
    private const int BindNow = 2;

    private static readonly bool s_isWindows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    private readonly IntPtr _handle;

    private SharedLibrary(IntPtr handle) => _handle = handle;

    /// <summary>Loads a library; null when the system does not find or refuses it.</summary>
    /// <param name="name">File name, searched for by the system, or full path. On Windows only the system folder is searched,
    /// so that no library beside a plate is taken.</param>
    public static SharedLibrary? Load(string name)
    {
        // Systems other than Windows run this build in tests only: Mono, and .NET under a test project.
        var handle = s_isWindows ? LoadLibraryEx(name, IntPtr.Zero, SearchSystemFolderOnly) : OpenLibrary(name, BindNow);
        return handle == IntPtr.Zero ? null : new(handle);
    }

    /// <summary>Finds a function of the library.</summary>
    /// <exception cref="EntryPointNotFoundException">The library has no such function.</exception>
    public T Function<T>(string name)
        where T : Delegate
    {
        var address = s_isWindows ? GetProcAddress(_handle, name) : FindSymbol(_handle, name);
        return address == IntPtr.Zero
            ? throw new EntryPointNotFoundException($"the library has no function '{name}'")
            : Marshal.GetDelegateForFunctionPointer<T>(address);
    }

    [DllImport("kernel32.dll", EntryPoint = "LoadLibraryExW", CharSet = CharSet.Unicode, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr LoadLibraryEx(string fileName, IntPtr file, uint flags);

    [DllImport("kernel32.dll", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr GetProcAddress(IntPtr module, string name);

    [DllImport("libdl.so.2", EntryPoint = "dlopen", CharSet = CharSet.Ansi, BestFitMapping = false,
        ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr OpenLibrary(string fileName, int flags);

    [DllImport("libdl.so.2", EntryPoint = "dlsym", CharSet = CharSet.Ansi, BestFitMapping = false,
        ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr FindSymbol(IntPtr library, string name);
#endif
}
