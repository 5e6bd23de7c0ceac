using System;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using FigshareTools.Testing;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestFramework(typeof(TimeLimitedTestFramework))]

namespace FigshareTools.Testing;

/// <summary>
/// Gives every test a timeout: a test that sets no Timeout of its own fails after <see cref="DefaultTimeout"/>.
/// </summary>
/// <remarks>
/// xunit v3 runs a test with a timeout on the thread pool and stops waiting for it, so that a synchronous test and a
/// hung InitializeAsync are covered too. It also cancels TestContext.Current.CancellationToken.
/// </remarks>
public sealed class TimeLimitedTestFramework : XunitTestFramework
{
    /// <summary>
    /// The timeout in milliseconds. No test takes more than a few seconds on a free machine; the rest is for machines
    /// that do other work as well.
    /// </summary>
    public const int DefaultTimeout = 120_000;

    protected override ITestFrameworkDiscoverer CreateDiscoverer(Assembly assembly) =>
        new Discoverer(new XunitTestAssembly(assembly, configFileName: null, assembly.GetName().Version));

    private sealed class Discoverer(IXunitTestAssembly assembly) : XunitTestFrameworkDiscoverer(assembly)
    {
        protected override ValueTask<bool> FindTestsForMethod(
            IXunitTestMethod testMethod,
            ITestFrameworkDiscoveryOptions discoveryOptions,
            Func<ITestCase, ValueTask<bool>> discoveryCallback)
        {
            foreach (var test in testMethod.FactAttributes.OfType<FactAttribute>().Where(test => test.Timeout == 0))
            {
                test.Timeout = DefaultTimeout;
            }

            return base.FindTestsForMethod(testMethod, discoveryOptions, discoveryCallback);
        }
    }
}
