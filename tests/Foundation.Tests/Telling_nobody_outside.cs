using MassTransit;
using Microsoft.Extensions.Options;

namespace ProjetK.Foundation.Tests;

public sealed class Telling_nobody_outside(CounterHost host) : IClassFixture<CounterHost>
{
    [Fact]
    public void how_the_bus_is_used() =>
        Assert.False(host.App.Services.GetRequiredService<IOptions<UsageTelemetryOptions>>().Value.Enabled);
}
