namespace ProjetK.Foundation.Tests;

public sealed class Writing_logs(CounterHost host) : IClassFixture<CounterHost>
{
    [Theory]
    [InlineData("Npgsql.Command")]
    [InlineData("Microsoft.AspNetCore.Routing")]
    [InlineData("MassTransit")]
    [InlineData("RabbitMQ.Client")]
    public async Task leaves_out_what_the_framework_does_unless_an_operator_asks_for_it(string category)
    {
        await using var quiet = host.Configure().Build();
        Assert.False(IsWritten(quiet));

        var builder = host.Configure();
        builder.Configuration[$"Logging:LogLevel:{category.Split('.')[0]}"] = "Information";
        await using var talkative = builder.Build();
        Assert.True(IsWritten(talkative));

        bool IsWritten(WebApplication app) => app.Services.GetRequiredService<ILoggerFactory>()
            .CreateLogger(category).IsEnabled(LogLevel.Information);
    }
}
