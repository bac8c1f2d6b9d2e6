namespace ProjetK.Architecture.Tests;

public sealed class The_gateway
{
    [Theory, InlineData("gateway/Gateway.csproj"), InlineData("ServiceDefaults/ServiceDefaults.csproj")]
    public void needs_neither_a_database_nor_a_broker(string path) => Assert.All(
        new[] { "Npgsql", "MassTransit", "RabbitMQ", "dbup", "Foundation.csproj" },
        name => Assert.DoesNotContain(name, Repository.Read(path)));
}
