using Npgsql;

namespace ProjetK.Applications;

/// <summary>The syndicate and its perimeter in PostgreSQL.</summary>
internal static class SyndicateTable
{
    private const string Select =
        "SELECT display_name, siret, postal_address, email, phone, update_time, version FROM syndicate";

    private const string SelectMembers = "SELECT commune, status FROM perimeter ORDER BY commune";

    /// <summary>The syndicate as it is.</summary>
    public static async Task<Syndicate> Get(Database database, CancellationToken cancellation)
    {
        var syndicate = await database.QueryOne(Select, Read, cancellation);
        var members = await database.Query(SelectMembers, ReadMember, cancellation);
        return syndicate! with { Communes = members.ToDictionary() };
    }

    /// <summary>The syndicate without its perimeter: who writes letters.</summary>
    public static async Task<Syndicate> Read(Transaction transaction) =>
        (await transaction.QueryOne(Select, Read))!;

    /// <summary>The syndicate, kept from others' changes until the commit.</summary>
    public static async Task<Syndicate> Lock(Transaction transaction)
    {
        // The communes only once the lock is there: they are what the change before left.
        var syndicate = await transaction.QueryOne($"{Select} FOR UPDATE", Read);
        var members = await transaction.Query(SelectMembers, ReadMember);
        return syndicate! with { Communes = members.ToDictionary() };
    }

    /// <summary>Queues the syndicate with its perimeter as it is now.</summary>
    public static void Save(Transaction transaction, Syndicate before, Syndicate syndicate)
    {
        transaction.Add("""
            UPDATE syndicate SET (display_name, siret, postal_address, email, phone, update_time, version)
                = ($1, $2, $3, $4, $5, $6, $7)
            """, syndicate.DisplayName, syndicate.Siret, syndicate.PostalAddress, syndicate.Email, syndicate.Phone,
            syndicate.UpdateTime, syndicate.Version);
        string[] communes = [.. syndicate.Communes.Keys];
        string[] statuses = [.. syndicate.Communes.Values.Select(status => EnumText.Of(status))];
        transaction.Add("DELETE FROM perimeter WHERE commune <> ALL ($1)", [communes]);
        transaction.Add("""
            INSERT INTO perimeter (commune, status)
            SELECT commune, status FROM unnest($1::text[], $2::text[]) AS member (commune, status)
            ON CONFLICT (commune) DO UPDATE SET status = excluded.status
            """, communes, statuses);
        transaction.Record(Syndicate.Name, null, null, Changes.Between(before, syndicate));
    }

    private static Syndicate Read(NpgsqlDataReader row) => new()
    {
        DisplayName = row.GetString(0),
        Siret = row.GetString(1),
        PostalAddress = row.GetString(2),
        Email = row.GetString(3),
        Phone = row.GetString(4),
        UpdateTime = row.GetFieldValue<DateTimeOffset>(5),
        Version = row.GetInt64(6),
    };

    private static KeyValuePair<string, PerimeterStatus> ReadMember(NpgsqlDataReader row) =>
        new(row.GetString(0), EnumText.Parse<PerimeterStatus>(row.GetString(1)));
}
