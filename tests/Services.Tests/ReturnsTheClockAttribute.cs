using System.Reflection;
using Xunit.v3;

namespace ProjetK.ServicesTests;

/// <summary>After each test the services live in the present again, wherever it has travelled.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class ReturnsTheClockAttribute : BeforeAfterTestAttribute
{
    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        // The stack is there since before the first test: nothing is waited for.
        var stack = TestContext.Current.GetFixture<ServicesStack>().AsTask().GetAwaiter().GetResult();
        stack?.Clock.Return();
    }
}
