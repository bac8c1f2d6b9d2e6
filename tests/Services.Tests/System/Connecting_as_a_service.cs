using Npgsql;

namespace ProjetK.SystemTests;

public sealed class Connecting_as_a_service(ServicesStack stack)
{
    private static readonly string[] AppendOnly = ["history", "history_heads", "history_people", "discarded_messages"];

    private static readonly Dictionary<string, string[]> AppendOnlyOf = new()
    {
        ["applications"] = AppendOnly,
        ["ecosystem"] = AppendOnly,
        ["identity"] = AppendOnly,
        ["funding"] = [.. AppendOnly, "transfers", "entries", "amendments", "proposals"],
    };

    public static TheoryData<string> Services => Settling_dead_letters.Services;

    [Theory, MemberData(nameof(Services))]
    public async Task owns_nothing_and_may_found_nothing(string service)
    {
        Assert.Equal(service, await Ask<string>(service, "SELECT current_user::text"));
        Assert.Equal(0, await Ask<long>(service, """
            SELECT count(*) FROM pg_shdepend WHERE deptype = 'o' AND refobjid = current_user::regrole
            """));
        Assert.Equal(0, await Ask<long>(service, """
            SELECT count(*) FROM pg_roles WHERE rolname = current_user
                AND (rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls)
            """));
        Assert.Equal(0, await Ask<long>(
            service, "SELECT count(*) FROM pg_auth_members WHERE member = current_user::regrole"));
        Assert.Equal(0, await Ask<long>(service, """
            SELECT count(*) FROM pg_namespace WHERE has_schema_privilege(oid, 'CREATE')
            """));
        Assert.Equal(0, await Ask<long>(service, """
            SELECT count(*) FROM pg_database WHERE has_database_privilege(oid, 'CREATE')
                OR datname = current_database() AND has_database_privilege(oid, 'TEMP')
            """));
    }

    [Theory, MemberData(nameof(Services))]
    public async Task meets_tables_of_another_role_alone(string service) => Assert.Equal(0, await Ask<long>(service, """
        SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
            AND (relowner = current_user::regrole OR has_table_privilege(oid, 'TRUNCATE, TRIGGER'))
        """));

    [Theory, MemberData(nameof(Services))]
    public async Task changes_and_removes_nothing_where_rows_are_only_added(string service)
    {
        foreach (var table in AppendOnlyOf[service])
        {
            Assert.False(await Ask<bool>(service, $"SELECT has_any_column_privilege('{table}', 'UPDATE')"), table);
            Assert.False(await Ask<bool>(service, $"SELECT has_table_privilege('{table}', 'DELETE')"), table);
            await Refused(service, $"DELETE FROM {table}");
            await Refused(service, $"TRUNCATE {table}");
            await Refused(service, $"ALTER TABLE {table} DISABLE TRIGGER ALL");
            await Refused(service, $"DROP TABLE {table}");
        }
        await Refused(service, "INSERT INTO history SELECT * FROM history");
        await Refused(service, "SET session_replication_role = replica");
    }

    private async Task Refused(string service, string sql)
    {
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => Ask<object>(service, sql));
        Assert.Equal((PostgresErrorCodes.InsufficientPrivilege, sql), (refusal.SqlState, sql));
    }

    private async Task<T> Ask<T>(string service, string sql)
    {
        await using var database = NpgsqlDataSource.Create(await stack.ConnectionString(service) + ";Pooling=false");
        await using var command = database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
