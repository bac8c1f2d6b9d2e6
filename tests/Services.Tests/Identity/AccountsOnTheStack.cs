using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;

namespace ProjetK.Identity.Tests;

/// <summary>Shorthand for tests of accounts, sessions and tokens.</summary>
internal static class AccountsOnTheStack
{
    extension(ServicesStack stack)
    {
        internal Uri Gateway => stack.Json.BaseAddress!;

        internal Browser NewBrowser() => new(stack.Gateway);

        /// <summary>Asks for tokens.</summary>
        internal async Task<Answer> Ask(params (string Name, string Value)[] form)
        {
            using var client = new HttpClient { BaseAddress = stack.Gateway };
            using var response = await client.PostAsync("/connect/token", new FormUrlEncodedContent(
                form.Select(field => KeyValuePair.Create(field.Name, field.Value))));
            return new((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
        }

        internal Task<Answer> SignIn(string email, string password, string scope = "openid offline_access") => stack.Ask(
            ("grant_type", "password"), ("client_id", "projetk-cli"), ("username", email), ("password", password),
            ("scope", scope));

        internal Task<Answer> Refresh(Answer tokens) => stack.Ask(
            ("grant_type", "refresh_token"), ("client_id", "projetk-cli"), ("refresh_token", tokens.RefreshToken));

        /// <summary>Reads something as who holds that token.</summary>
        internal async Task<(int Status, JsonElement Body)> Get(string path, string? token = null)
        {
            using var client = new HttpClient { BaseAddress = stack.Gateway };
            if (token is not null)
                client.DefaultRequestHeaders.Authorization = new("Bearer", token);
            using var response = await client.GetAsync(path);
            return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
        }

        /// <summary>How many of 8 such calls wrote something to the log of the database.</summary>
        internal async Task<int> Writes(Func<Task> call)
        {
            await using var database = new NpgsqlConnection(await stack.AdminConnectionString("identity"));
            await database.OpenAsync();
            var writes = 0;
            for (var count = 0; count < 8; count++)
            {
                var before = await EndOfLog(database);
                await call();
                writes += await EndOfLog(database) > before ? 1 : 0;
            }
            return writes;
        }

        /// <summary>The tables that hold that text somewhere in a row.</summary>
        internal async Task<List<string>> WhereIsStill(string text, Guid? about = null)
        {
            await using var database = new NpgsqlConnection(await stack.AdminConnectionString("identity"));
            await database.OpenAsync();
            var tables = new List<string>();
            await using (var list = new NpgsqlCommand(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'", database))
            await using (var reader = await list.ExecuteReaderAsync())
                while (await reader.ReadAsync())
                    tables.Add(reader.GetString(0));
            var found = new List<string>();
            foreach (var table in tables)
            {
                await using var search = new NpgsqlCommand(
                    $"""
                    SELECT EXISTS (SELECT FROM "{table}" row
                    WHERE row::text ILIKE '%' || $1 || '%' AND ($2::text IS NULL OR row::text LIKE '%' || $2 || '%'))
                    """, database)
                {
                    Parameters = { new() { Value = text }, new() { Value = (object?)about?.ToString() ?? DBNull.Value } },
                };
                if (await search.ExecuteScalarAsync() is true)
                    found.Add(table);
            }
            return found;
        }
    }

    private static async Task<decimal> EndOfLog(NpgsqlConnection database)
    {
        await using var end = new NpgsqlCommand("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')", database);
        return (decimal)(await end.ExecuteScalarAsync())!;
    }
}
