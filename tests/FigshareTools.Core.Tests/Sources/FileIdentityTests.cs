using System;
using FigshareTools.Sources;

namespace FigshareTools.Core.Tests.Sources;

public class FileIdentityTests
{
    private static readonly DateTimeOffset s_date = new(2023, 5, 30, 11, 14, 17, TimeSpan.Zero);

    [Theory]
    // what is known: tag, second of the date, length; what the answer states; contradicted, confirmed
    [InlineData("a", null, 3L, "a", null, 3L, false, true)]
    [InlineData("a", null, 3L, "a", null, null, false, true)]
    [InlineData("a", 1, 3L, "a", 2, 3L, false, true)]
    [InlineData("a", null, 3L, "b", null, 3L, true, false)]
    [InlineData("a", null, 3L, "a", null, 4L, true, true)]
    [InlineData("a", null, 3L, null, null, 3L, false, false)]
    [InlineData("a", 1, 3L, null, 1, 3L, false, false)]
    [InlineData(null, 1, 3L, null, 1, 3L, false, true)]
    [InlineData(null, 1, 3L, "a", 1, 3L, false, true)]
    [InlineData(null, 1, 3L, null, 2, 3L, true, false)]
    [InlineData(null, 1, 3L, null, 1, null, false, false)]
    [InlineData(null, 1, 3L, null, null, 3L, false, false)]
    [InlineData(null, 1, null, null, 1, null, false, false)]
    [InlineData(null, null, 3L, null, null, 3L, false, false)]
    public void Validator_and_length_say_whether_two_answers_are_about_one_file(
        string? knownTag, int? knownSecond, long? knownLength, string? tag, int? second, long? length, bool isContradicted,
        bool isConfirmed)
    {
        var known = new FileIdentity(knownTag, DateOf(knownSecond), knownLength);
        var answer = new FileIdentity(tag, DateOf(second), length);

        Assert.Equal((isContradicted, isConfirmed), (answer.Contradicts(known), answer.Confirms(known)));
    }

    [Theory]
    [InlineData("a", null, null, true)]
    [InlineData(null, 1, 3L, true)]
    [InlineData(null, 1, null, false)]
    [InlineData(null, null, 3L, false)]
    public void Date_is_a_validator_only_together_with_a_length(string? tag, int? second, long? length, bool hasValidator) =>
        Assert.Equal(hasValidator, new FileIdentity(tag, DateOf(second), length).HasValidator);

    [Theory]
    [InlineData(0, 1, true)]
    [InlineData(0, 0, false)]
    [InlineData(1, 0, false)]
    [InlineData(0, null, false)]
    [InlineData(null, 1, false)]
    public void Date_is_strong_when_it_is_a_second_older_than_the_answer(int? modified, int? date, bool isStrong) =>
        Assert.Equal(isStrong ? DateOf(modified) : null, FileIdentity.StrongDate(DateOf(modified), DateOf(date)));

    private static DateTimeOffset? DateOf(int? second) => second is { } value ? s_date.AddSeconds(value) : null;
}
