using System;
using System.IO;
using FigshareTools.Files;

namespace FigshareTools.Transfer;

/// <summary>Converts the exceptions of a save to failures that users can act on.</summary>
internal static class SaveFailure
{
    /// <summary>The failure that an exception means; null for an exception that is none, such as a cancellation.</summary>
    public static EngineException? From(Exception exception) => exception switch
    {
        EngineException failure => failure,
        IOException e when FileErrors.IsDiskFull(e) => DiskSpaceGuard.DiskFull(e.Message, e),
        IOException or UnauthorizedAccessException => new EngineException(
            FailureKind.Permanent, FigshareErrorId.FileAccess, exception.Message.TrimEnd('.'),
            "close what uses the file, or check the rights on the folder", exception),
        _ => null,
    };
}
