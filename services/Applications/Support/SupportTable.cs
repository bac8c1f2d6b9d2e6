namespace ProjetK.Applications;

/// <summary>Who accompanies which territory.</summary>
internal static class SupportTable
{
    /// <summary>True for an application to a territory that this person accompanies; see <see cref="Sight"/>.</summary>
    public static string IsSupporter(string territory, string person) => $"""
        {territory} IN (SELECT supporter.territory_id FROM support_members AS supporter
            WHERE supporter.person_id = {person})
        """;

    private const string IsMember =
        "SELECT EXISTS (SELECT FROM support_members WHERE territory_id = $1 AND person_id = $2)";

    /// <summary>True when this person accompanies the territory.</summary>
    public static Task<bool> Accompanies(
        Database database, Guid? territory, Guid? person, CancellationToken cancellation) =>
        database.QueryOne(IsMember, row => row.GetBoolean(0), cancellation, territory, person);

    public static Task<bool> Accompanies(Transaction transaction, Guid? territory, Guid? person) =>
        transaction.QueryOne(IsMember, row => row.GetBoolean(0), territory, person);

    /// <summary>Keeps who accompanies a territory, unless something newer is known.</summary>
    public static async Task Save(Transaction transaction, Guid territory, IEnumerable<Guid> members, long version)
    {
        var isNew = await transaction.QueryOne("""
            INSERT INTO support_teams (territory_id, version) VALUES ($1, $2)
            ON CONFLICT (territory_id) DO UPDATE SET version = EXCLUDED.version
            WHERE support_teams.version < EXCLUDED.version
            RETURNING true
            """, row => row.GetBoolean(0), territory, version);
        if (!isNew)
            return;
        transaction.Add("DELETE FROM support_members WHERE territory_id = $1", territory);
        transaction.Add(
            "INSERT INTO support_members (territory_id, person_id) SELECT $1, unnest($2::uuid[])",
            territory, members.ToArray());
        transaction.Record($"territories/{territory}", null, null, "support");
    }
}
