using Xunit.v3;

namespace FigshareTools.Testing;

/// <summary>Part of every test project: verifies that its tests have a timeout.</summary>
public class TimeLimitedTestFrameworkTests
{
    private const int OwnTimeout = 90_000;

    private static int CurrentTimeout => Assert.IsType<IXunitTest>(TestContext.Current.Test, exactMatch: false).Timeout;

    [Fact]
    public void Fact_gets_the_default_timeout() =>
        Assert.Equal(TimeLimitedTestFramework.DefaultTimeout, CurrentTimeout);

    [Theory]
    [InlineData(TimeLimitedTestFramework.DefaultTimeout)]
    public void Theory_gets_the_default_timeout(int timeout) => Assert.Equal(timeout, CurrentTimeout);

    [Fact(Timeout = OwnTimeout)]
    public void Timeout_of_a_test_is_kept() => Assert.Equal(OwnTimeout, CurrentTimeout);
}
