using System;
using System.IO;
using System.Runtime.InteropServices;
using FigshareTools.Transfer;

namespace FigshareTools.Core.Tests.Transfer;

public class SaveFailureTests
{
    // ERROR_DISK_FULL and ENOSPC.
    private static readonly int s_diskFull =
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? unchecked((int)0x80070070) : 28;

    [Fact]
    public void Failure_of_the_engine_is_not_translated()
    {
        var failure = new EngineException(FailureKind.Transient, FigshareErrorId.ServerError, "cause", "remedy");

        Assert.Same(failure, SaveFailure.From(failure));
    }

    [Fact]
    public void Full_disk_is_an_error_of_its_own()
    {
        var exception = new IOException("No space left on device.", s_diskFull);

        var failure = SaveFailure.From(exception)!;

        Assert.Equal((FigshareErrorId.DiskFull, FailureKind.Permanent), (failure.ErrorId, failure.Kind));
        Assert.Equal("No space left on device", failure.Cause);
        Assert.Same(exception, failure.InnerException);
    }

    public static TheoryData<Exception> FileErrors => [
        new IOException("The file is in use."),
        new UnauthorizedAccessException("The file is in use."),
        new FileNotFoundException("The file is in use.")];

    [Theory]
    [MemberData(nameof(FileErrors), DisableDiscoveryEnumeration = true)]
    public void File_error_is_a_permanent_failure_with_the_words_of_the_system(Exception exception)
    {
        var failure = SaveFailure.From(exception)!;

        Assert.Equal((FigshareErrorId.FileAccess, FailureKind.Permanent), (failure.ErrorId, failure.Kind));
        Assert.Equal("The file is in use", failure.Cause);
        Assert.Same(exception, failure.InnerException);
    }

    public static TheoryData<Exception> OtherExceptions =>
        [new OperationCanceledException(), new InvalidOperationException(), new ObjectDisposedException("stream")];

    [Theory]
    [MemberData(nameof(OtherExceptions), DisableDiscoveryEnumeration = true)]
    public void Cancellation_or_a_defect_is_no_failure_of_a_save(Exception exception)
    {
        Assert.Null(SaveFailure.From(exception));
    }
}
