using System.Net.Sockets;
using ProjetK.AppHost.LocalHosting;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A RabbitMQ broker, private to the stack.</summary>
public sealed class RabbitMQServerResource(string name, ParameterResource password)
    : Resource(name), IResourceWithConnectionString, IResourceWithEndpoints
{
    public EndpointReference PrimaryEndpoint => new(this, "tcp");
    public ParameterResource PasswordParameter => password;

    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"amqp://guest:{password:uri}@{Of(EndpointProperty.HostAndPort)}");

    public IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties() =>
    [
        new("Host", ReferenceExpression.Create($"{Of(EndpointProperty.Host)}")),
        new("Port", ReferenceExpression.Create($"{Of(EndpointProperty.Port)}")),
        new("Username", ReferenceExpression.Create($"guest")),
        new("Password", ReferenceExpression.Create($"{password}")),
        new("Uri", ConnectionStringExpression),
    ];

    internal override Task<SupervisedProcess?> StartAsync(Replica replica, CancellationToken cancellation) =>
        RabbitServer.StartAsync(this, replica, cancellation);

    /// <summary>The broker greets in AMQP only once it has started entirely.</summary>
    internal override async Task<bool> IsHealthyAsync(int replica, CancellationToken cancellation)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync("127.0.0.1", PrimaryEndpoint.Port, cancellation);
        await using var stream = connection.GetStream();
        await stream.WriteAsync("AMQP\0\0\u0009\u0001"u8.ToArray(), cancellation);
        var answer = new byte[11];
        await stream.ReadExactlyAsync(answer, cancellation);
        return answer is [1, .., 0, 10, 0, 10];
    }

    private EndpointReferenceExpression Of(EndpointProperty property) => PrimaryEndpoint.Property(property);
}
