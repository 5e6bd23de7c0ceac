using System.IO;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace FigshareTools.Benchmarks.Server;

/// <summary>System calls of Linux that .NET does not provide.</summary>
internal static partial class SystemCalls
{
    private const int Interrupted = 4;

    /// <summary>Sends bytes from the page cache to a socket without a copy.</summary>
    /// <returns>The number of bytes that the socket has accepted.</returns>
    /// <exception cref="IOException">The client disconnected, or the file was truncated.</exception>
    public static int SendFile(Socket socket, SafeFileHandle file, ref long offset, long count)
    {
        while (true)
        {
            var sent = SendFile(socket.SafeHandle, file, ref offset, (nint)count);
            if (sent > 0)
            {
                return (int)sent;
            }

            var error = sent == 0 ? 0 : Marshal.GetLastPInvokeError();
            if (error != Interrupted)
            {
                throw new IOException($"sendfile: error {error}.");
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "sendfile64", SetLastError = true)]
    private static partial nint SendFile(SafeSocketHandle socket, SafeFileHandle file, ref long offset, nint count);
}
