using System.Net;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Grpc.Net.Client.Web;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ProjetK.Testing;

/// <summary>The whole system on throw-away servers and random ports, with a clock that tests can turn: one for all
/// tests of an assembly, by <c>[assembly: AssemblyFixture(typeof(Stack))]</c>. A call without a token of its own is made
/// by somebody who may make it.</summary>
public partial class Stack : IAsyncLifetime
{
    /// <summary>Arguments that let an AppHost listen wherever there is room.</summary>
    public static readonly IReadOnlyList<string> AnyPorts =
        ["--Gateway:HttpPort=0", "--Gateway:GrpcPort=0", "--Dashboard:Port=0"];

    /// <summary>Arguments that keep what the resources write out of the tests' own log; the host keeps it.</summary>
    public static readonly IReadOnlyList<string> Quiet = ["--Logging:LogLevel:AppHost.Resources=None"];

    private static readonly IReadOnlyList<string> Services =
        ["gateway", "applications", "funding", "ecosystem", "identity", "portal"];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, GrpcChannel> channels = [];
    private GrpcChannel? web;
    private DistributedApplication? application;

    /// <summary>The time at which the services believe to be.</summary>
    public TestClock Clock { get; } = new();

    /// <summary>Tokens that the services take for those of their provider.</summary>
    public Tokens Tokens { get; } = new("http://projetk.test/");

    /// <summary>What people are sent.</summary>
    public Mails Mails { get; } = new();

    /// <summary>JSON through the gateway.</summary>
    public HttpClient Json { get; private set; } = null!;

    /// <summary>gRPC through the gateway.</summary>
    public CallInvoker Grpc { get; private set; } = null!;

    /// <summary>gRPC-Web over HTTP/1.1 through the gateway, as a browser speaks it.</summary>
    public CallInvoker GrpcWeb { get; private set; } = null!;

    /// <summary>Further arguments of the AppHost.</summary>
    protected virtual IEnumerable<string> Arguments => [];

    /// <summary>A last change of the composition.</summary>
    protected virtual void Configure(IDistributedApplicationTestingBuilder builder)
    {
    }

    /// <summary>How long a request is sent again while a service is unavailable, under the same request_id; not at all
    /// where nothing breaks.</summary>
    public virtual TimeSpan Insistence => TimeSpan.Zero;

    /// <summary>Learns what a client was answered; refusals are the client's own business.</summary>
    public virtual void Hear(IMessage request, IMessage answer)
    {
    }

    private DistributedApplication Application =>
        application ?? throw new InvalidOperationException("The stack is not started.");

    /// <inheritdoc/>
    public virtual async ValueTask InitializeAsync()
    {
        await Turn.Come();
        using var patience = new CancellationTokenSource(Patience);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            [
                "--ephemeral", "--environment=Test", .. AnyPorts, .. Quiet, $"--Clock:File={Clock.File}", $"--Gateway:PublicUrl={Tokens.Issuer}",
                $"--Identity:SigningKey={Tokens.SigningKey}", $"--Mail:Folder={Mails.Folder}", .. Arguments,
            ],
            patience.Token);
        Configure(builder);
        application = await builder.BuildAsync(patience.Token);
        await application.StartAsync(patience.Token);
        await Task.WhenAll(Services.Select(Healthy));
        Json = HttpClient("gateway");
        Grpc = Channel("gateway");
        web = GrpcChannel.ForAddress(Json.BaseAddress!, new GrpcChannelOptions
        {
            HttpHandler = new GrpcWebHandler(new HttpClientHandler()),
            HttpVersion = HttpVersion.Version11,
            HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact,
            DisposeHttpClient = true,
        });
        GrpcWeb = web.Intercept(new FittingPerson(Tokens));
    }

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        Json?.Dispose();
        web?.Dispose();
        foreach (var channel in channels.Values)
            channel.Dispose();
        if (application is not null)
            await application.DisposeAsync();
        Clock.Dispose();
        Mails.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>gRPC straight to a service (or the gateway), by its name in the AppHost.</summary>
    public CallInvoker Channel(string service)
    {
        lock (channels)
        {
            if (!channels.TryGetValue(service, out var channel))
                channels[service] = channel = GrpcChannel.ForAddress(Application.GetEndpoint(service, "grpc"));
            return channel.Intercept(new FittingPerson(Tokens));
        }
    }

    /// <summary>JSON straight to a service, by its name in the AppHost.</summary>
    public HttpClient HttpClient(string service) => new(new AnyPerson(Tokens) { InnerHandler = new HttpClientHandler() })
    {
        BaseAddress = Application.GetEndpoint(service, "http"),
    };

    /// <summary>Where a service (or the gateway) listens for <c>http</c> or <c>grpc</c>.</summary>
    public Uri Address(string service, string endpoint) => Application.GetEndpoint(service, endpoint);

    /// <summary>Stops, kills and pauses processes of this stack.</summary>
    public Faults Faults => field ??= new(Application);

    /// <summary>Executes a command of the dashboard, as an operator who enters that.</summary>
    public Task<ExecuteCommandResult> Command(
        string resource, string command, params IEnumerable<(string Name, string Value)> entered) =>
        Application.ResourceCommands.ExecuteCommandAsync(resource, command, new InteractionInputCollection(
        [
            .. entered.Select(one =>
                new InteractionInput { Name = one.Name, InputType = InputType.Text, Value = one.Value }),
        ]));

    /// <summary>Waits until nothing is missing to a service, to each of its replicas.</summary>
    public Task Healthy(string service) => Faults.IsWell(service);

    /// <summary>The folder of a service's project, where its settings are.</summary>
    public string FolderOf(string service) => Path.GetDirectoryName(
        Application.Services.GetRequiredService<DistributedApplicationModel>().Resources
            .OfType<ProjectResource>().First(project => project.Name == service).GetProjectMetadata().ProjectPath)!;

    /// <summary>The connection string by which a service sees its database.</summary>
    public Task<string> ConnectionString(string service) => ConnectionStringOf($"{service}-database");

    /// <summary>The administrator's connection string to a service's database.</summary>
    public Task<string> AdminConnectionString(string service) => ConnectionStringOf($"{service}-owner");

    /// <summary>The broker's amqp address, with user and password.</summary>
    public async Task<Uri> Broker() => new(await ConnectionStringOf("broker"));

    private async Task<string> ConnectionStringOf(string resource) =>
        await Application.GetConnectionStringAsync(resource)
        ?? throw new InvalidOperationException($"{resource} has no connection string.");
}
