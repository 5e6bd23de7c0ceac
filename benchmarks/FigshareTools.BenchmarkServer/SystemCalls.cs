using System.IO;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace FigshareTools.Benchmarks.Server;

/// <summary>What Linux has and .NET does not offer.</summary>
internal static partial class SystemCalls
{
    private const int Interrupted = 4;

    /// <summary>Sends from the page cache to a socket, without a copy in between.</summary>
    /// <returns>How many bytes the socket took.</returns>
    /// <exception cref="IOException">The client left, or the file is shorter than it was.</exception>
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
