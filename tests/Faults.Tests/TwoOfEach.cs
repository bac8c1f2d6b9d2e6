namespace ProjetK.FaultTests;

/// <summary>The whole system with two replicas of each service, and clients who repeat what was not answered.</summary>
public sealed class TwoOfEach : Stack
{
    public override TimeSpan Insistence => TimeSpan.FromSeconds(60);

    protected override IEnumerable<string> Arguments => ["--Replicas=2"];

    /// <summary>What the services have written down as errors of their own, and the gateway of replicas it did not
    /// reach: the cause of what a client was refused as INTERNAL or UNAVAILABLE.</summary>
    internal async Task<string> Complaints()
    {
        var complaints = new List<string>();
        foreach (var service in Databases.Services.Append("gateway"))
        {
            string[] levels = service == "gateway" ? ["fail:", "warn:"] : ["fail:"];
            complaints.AddRange((await Faults.LogOfAsync(service)).Split('\n')
                .Where(line => levels.Any(level => line.StartsWith(level, StringComparison.Ordinal)))
                .TakeLast(100).Select(line => $"{service}: {line}"));
        }
        return string.Join('\n', complaints);
    }

    /// <summary>What is killed during the deed is back after it, however it ends: who comes next finds everybody able to
    /// serve. A deed that fails comes with the complaints.</summary>
    internal async Task Losing(Func<Task> deed)
    {
        try
        {
            await deed();
        }
        catch (Exception failure)
        {
            // Written down, for who does not come back hides it.
            Form.Report($"{failure.Message}\n{await Complaints()}");
            throw;
        }
        finally
        {
            await Task.WhenAll(Databases.Services.Select(Healthy));
        }
    }

    /// <summary>Kills both replicas of a service and waits until they serve again; gives how many died.</summary>
    internal async Task<int> KillAll(string service)
    {
        var victims = Faults.ProcessesOf(service);
        await Faults.KillAsync(service);
        await Faults.StartAsync(service);
        Assert.Empty(Faults.ProcessesOf(service).Intersect(victims));
        return victims.Count;
    }
}

/// <summary>Classes that share these replicas.</summary>
[CollectionDefinition]
public sealed class With_two_of_each : ICollectionFixture<TwoOfEach>;
