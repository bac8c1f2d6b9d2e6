using ProjetK.Foundation.Tests;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

// One program that is both the tests and the service which they kill at its crash points.
if (args is ["counter"])
{
    await CounterHost.Serve();
    return 0;
}
return args.Any(arg => arg is "--server" or "--internal-msbuild-node")
    ? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
    : await ConsoleRunner.Run(args);
