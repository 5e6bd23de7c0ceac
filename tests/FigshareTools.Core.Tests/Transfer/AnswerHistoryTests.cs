using System;
using System.Linq;
using FigshareTools.Transfer;

namespace FigshareTools.Core.Tests.Transfer;

public class AnswerHistoryTests
{
    [Theory]
    // the contradictions in a row, whether bytes are on disk, retries: whether the bytes are refuted
    [InlineData("", true, 5, false)]
    [InlineData("OtherFile:a", true, 5, false)]
    [InlineData("OtherFile:a OtherFile:a", true, 5, true)]
    [InlineData("OtherFile:a OtherFile:b", true, 5, false)]
    [InlineData("OtherFile:a OtherFile:b OtherFile:a", true, 5, false)]
    [InlineData("OtherFile:a OtherFile:b OtherFile:b", true, 5, true)]
    [InlineData("WholeFile", true, 5, false)]
    [InlineData("WholeFile WholeFile", true, 5, true)]
    [InlineData("WholeFile OtherRange WholeFile", true, 5, false)]
    [InlineData("OtherRange OtherRange", true, 5, false)]
    [InlineData("OtherRange OtherRange OtherRange", true, 5, true)]
    [InlineData("NotSatisfiable NotSatisfiable", true, 5, false)]
    [InlineData("NotSatisfiable NotSatisfiable NotSatisfiable", true, 5, true)]
    [InlineData("NotSatisfiable NotSatisfiable", true, 1, true)]
    [InlineData("OtherFile:a", true, 0, true)]
    [InlineData("OtherRange", false, 5, true)]
    [InlineData("OtherFile:a", false, 5, true)]
    public void Bytes_are_refuted_by_equal_answers_in_a_row(string answers, bool hasBytes, int retries, bool isRefuted) =>
        Assert.Equal(isRefuted, HistoryOf(answers).Refutes(hasBytes, retries));

    [Theory]
    [InlineData("OtherFile:a OtherFile:a", "odd")]
    [InlineData("OtherFile:a OtherFile:b", "the file on the server keeps changing")]
    [InlineData("OtherFile:a OtherFile:b OtherRange", "odd")]
    public void Failure_says_that_each_answer_is_about_another_file(string answers, string cause)
    {
        var failure = new EngineException(FailureKind.Transient, FigshareErrorId.UnexpectedAnswer, "odd", "run it again");

        Assert.Equal(cause, HistoryOf(answers).Describe(failure).Cause);
    }

    private static AnswerHistory HistoryOf(string answers) => answers
        .Split([' '], StringSplitOptions.RemoveEmptyEntries)
        .Select(answer => answer.Split(':'))
        .Select(parts => new Contradiction(
            Enum.Parse<ContradictionKind>(parts[0]), parts.ElementAtOrDefault(1)))
        .Aggregate(default(AnswerHistory), (history, contradiction) => history.Add(contradiction));
}
