using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using OpenIddict.Abstractions;

namespace ProjetK.Identity;

/// <summary>What the migration writes beside the schema: keys, clients, and the first accounts.</summary>
internal static class Seed
{
    public static async Task Write(
        NpgsqlConnection connection, IConfiguration configuration, IHostEnvironment environment)
    {
        await TokenKeys.Create(connection, KeySeal.From(configuration, "identity"));
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddAccounts((_, database) => database.UseNpgsql(connection))
            .BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var forDevelopment = DevelopmentAccounts.AreIn(environment);
        await Clients.Register(
            scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>(), configuration, forDevelopment);
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        if (forDevelopment)
            await DevelopmentAccounts.Create(accounts);
    }
}
