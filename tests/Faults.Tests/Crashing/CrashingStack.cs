using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Google.Protobuf;
using ProjetK.Operations.V1;

namespace ProjetK.FaultTests;

/// <summary>One of each service, that can be made to die at any named point while it runs; what clients are answered
/// and what events go round is written down.</summary>
public sealed class CrashingStack : Stack
{
    private readonly string folder = Directory.CreateTempSubdirectory("projetk-crashes-").FullName;
    private Broker? broker;

    public override TimeSpan Insistence => TimeSpan.FromSeconds(60);

    /// <summary>What clients were answered since somebody last put in a new one.</summary>
    internal Journal Journal { get; set; } = new();

    internal Broker Listener => broker!;

    /// <summary>How many rows there were when the last run had been checked.</summary>
    internal IReadOnlyDictionary<string, long>? Counts { get; set; }

    public override void Hear(IMessage request, IMessage answer) => Journal.Write(request, answer);

    internal string CrashFile(string service) => Path.Combine(folder, service);

    /// <summary>Sends a service events of a kind that it knows, with a content that it cannot read.</summary>
    internal async Task Poison(string service, int count)
    {
        var type = Queues.Consumers.First(pair => pair.Value.Contains(service)).Key;
        for (var message = 0; message < count; message++)
            await Listener.Put(Queues.Of(service, type), Messages.Unreadable(type));
    }

    /// <summary>What waits for an operator is what was to be expected, each once; and is given up.</summary>
    internal async Task Discard(string service, int expected)
    {
        var request = new ListDeadLettersRequest { Parent = $"services/{service}" };
        var letters = await Eventually.Get(
            async () => (await this.Send<ListDeadLettersResponse>(request, Wire.Json)).DeadLetters,
            letters => letters.Count >= expected, $"the dead letters of {service}");
        Assert.Equal(expected, letters.Count);
        Assert.All(letters, letter => Assert.Equal(1, letter.DeliveryCount));
        foreach (var letter in letters)
            await this.Send<DiscardDeadLetterResponse>(
                new DiscardDeadLetterRequest { Name = letter.Name, Reason = "Une épreuve." }, Wire.Json);
    }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        broker = await FaultTests.Broker.Connect(this);
        await broker.Listen(_ => Task.CompletedTask);
    }

    /// <summary>What a consumer held without acknowledging it would lie in its queue again when it has
    /// stopped.</summary>
    public override async ValueTask DisposeAsync()
    {
        try
        {
            await using var last = broker;
            if (last is null)
                return;
            await Task.WhenAll(Databases.Services.Select(service => Faults.StopAsync(service)));
            Assert.Equal(0, await last.CountAll());
            await this.Drained(TimeSpan.Zero);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
            await base.DisposeAsync();
        }
    }

    protected override void Configure(IDistributedApplicationTestingBuilder builder)
    {
        foreach (var project in builder.Resources.OfType<ProjectResource>().ToList())
            if (Databases.Services.Contains(project.Name))
                builder.CreateResourceBuilder(project).WithEnvironment("Faults__CrashFile", CrashFile(project.Name));
    }
}
