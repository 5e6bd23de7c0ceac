using System;

namespace FigshareTools.Http;

/// <summary>
/// An attempt that failed, with what decides whether another one follows. It never leaves the engine: whoever knows the
/// plate or item turns it into a <see cref="FigshareException"/>.
/// </summary>
internal sealed class TransferFailure : Exception
{
    public TransferFailure(Answer answer, TimeSpan? retryAfter = null, Exception? innerException = null)
        : base($"{answer.Cause}; {answer.Remedy}", innerException)
    {
        Answer = answer;
        RetryAfter = retryAfter;
    }

    public TransferFailure(
        AnswerAction action, FigshareErrorId errorId, string cause, string remedy, Exception? innerException = null)
        : this(new Answer(action, errorId, cause, remedy), null, innerException)
    {
    }

    public Answer Answer { get; }

    /// <summary>How long the server asked to wait, or a refusing host is left alone.</summary>
    public TimeSpan? RetryAfter { get; }

    public bool CanRetry => Answer.Action == AnswerAction.Retry && (RetryAfter ?? TimeSpan.Zero) <= RetryPolicy.MaximumWait;

    /// <summary>The failure for a person: subject, cause and remedy in one sentence.</summary>
    public FigshareException About(string subject) =>
        new(Answer.ErrorId, $"{subject}: {Answer.Cause}; {Answer.Remedy}.", InnerException);
}
