using Npgsql;

namespace ProjetK.Applications.Tests;

/// <summary>A situation that is played on the running system at the dates of 2023; afterwards the clock is set
/// right.</summary>
public abstract class PlayedIn2023(ServicesStack stack) : IDisposable
{
    protected Stack Stack { get; } = stack;

    public void Dispose()
    {
        Stack.Clock.Return();
        GC.SuppressFinalize(this);
    }

    protected Task<V1.Application> Get(string name) =>
        Stack.Send<V1.Application>(new V1.GetApplicationRequest { Name = name });

    /// <summary>The same but for what each of the two who look may do.</summary>
    protected static void AssertSame(V1.Application expected, V1.Application actual)
    {
        (expected, actual) = (new(expected), new(actual));
        expected.AllowedActions.Clear();
        actual.AllowedActions.Clear();
        Assert.Equal(expected, actual);
    }

    protected Task<V1.SubmitIntentResponse> SubmitIntent(string name, string etag = "", string requestId = "") =>
        Stack.Send<V1.SubmitIntentResponse>(
            new V1.SubmitIntentRequest { Name = name, Etag = etag, RequestId = requestId });

    /// <summary>Changes what is set, or what the mask names.</summary>
    protected Task<V1.Application> Update(V1.Application current, V1.Application changes, params string[] mask)
    {
        (changes.Name, changes.Etag) = (current.Name, current.Etag);
        return Stack.Send<V1.Application>(new V1.UpdateApplicationRequest
        {
            Application = changes,
            UpdateMask = mask.Length == 0 ? null : new() { Paths = { mask } },
        });
    }

    /// <summary>Runs plain SQL as the owner of a service's database.</summary>
    protected async Task<object?> Sql(string service, string sql, params object[] parameters)
    {
        await using var database = NpgsqlDataSource.Create(await Stack.AdminConnectionString(service));
        await using var command = database.CreateCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(new() { Value = parameter });
        return await command.ExecuteScalarAsync();
    }

    protected static Guid Id(string name) => Guid.Parse(name[(name.IndexOf('/') + 1)..]);
}
