namespace ProjetK.Foundation.Tests;

public sealed class Arming_a_crash_point
{
    [Theory]
    [InlineData("AfterCommit", 1)]
    [InlineData("AfterCommit:7", 7)]
    public void takes_its_name_and_the_passage(string setting, int passage) =>
        Assert.Equal((CrashPoint.AfterCommit, passage), CrashPoints.Parse(setting));

    [Theory]
    [InlineData("AfterLunch")]
    [InlineData("AfterCommit:0")]
    [InlineData("AfterCommit:often")]
    [InlineData("AfterCommit:1:2")]
    [InlineData("99")]
    public void refuses_what_is_none(string setting) =>
        Assert.Throws<InvalidOperationException>(() => CrashPoints.Parse(setting));

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public void is_refused_outside_tests(string environment)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration["Faults:CrashAt"] = "AfterCommit";
        Assert.Throws<InvalidOperationException>(() => builder.AddFoundation("counter"));
    }
}
