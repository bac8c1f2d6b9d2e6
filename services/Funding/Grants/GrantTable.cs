using Npgsql;

namespace ProjetK.Funding;

/// <summary>Which grants a list shows; null means all.</summary>
internal sealed record GrantFilter(string? Envelope, Guid? Application, GrantState? State, string[]? Communes);

/// <summary>The table <c>grants</c>.</summary>
internal static class GrantTable
{
    private const string Select = """
        SELECT g.id, g.application, g.application_version, g.territory, g.envelope, g.beneficiary_commune, g.communes,
               g.population, g.investment_cents, g.operating_per_year_cents, g.operating_years, g.agreement_number,
               g.agreement_sign_time, g.state, g.create_time, g.update_time, g.version
        FROM grants g
        """;

    /// <summary>One grant, if one of <paramref name="communes"/> takes part (null: whoever does).</summary>
    public static Task<Grant?> Find(Database database, Guid id, string[]? communes, CancellationToken cancellation) =>
        database.QueryOne(
            $"{Select} WHERE g.id = $1 AND ($2::text[] IS NULL OR g.communes && $2)",
            Read, cancellation, id, communes);

    public static Task<List<Grant>> List(
        Database database, Page page, GrantFilter filter, CancellationToken cancellation)
    {
        var where = new Where().If(filter.Envelope, "g.envelope = {0}").If(filter.Application, "g.application = {0}")
            .If(filter.State is { } state ? EnumText.Of(state) : null, "g.state = {0}")
            .If(filter.Communes, "g.communes && {0}")
            .After(page.After<DateTimeOffset, Guid>(), "(g.create_time, g.id) < ({0}, {1})");
        return database.Query(
            $"{Select} {where} ORDER BY g.create_time DESC, g.id DESC LIMIT {where.Parameter(page.Limit)}",
            Read, cancellation, where.Parameters);
    }

    /// <summary>Locks and reads the grant that holds money for an application.</summary>
    public static Task<Grant?> LockLive(Transaction transaction, Guid application) => transaction.QueryOne(
        $"{Select} WHERE g.application = $1 AND g.state IN ('RESERVED', 'COMMITTED', 'COMPLETED') FOR UPDATE",
        Read, application);

    public static void Insert(Transaction transaction, Grant grant)
    {
        transaction.Add("""
            INSERT INTO grants (
                id, application, application_version, territory, envelope, beneficiary_commune, communes, population,
                investment_cents, operating_per_year_cents, operating_years, agreement_number, agreement_sign_time,
                state, create_time, update_time, version)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
            """,
            grant.Id, grant.Application, grant.ApplicationVersion, grant.Territory, grant.Envelope,
            grant.BeneficiaryCommune, grant.Communes.ToArray(), grant.Population, grant.Amounts.InvestmentCents,
            grant.Amounts.OperatingPerYearCents, grant.Amounts.OperatingYears, grant.Agreement?.Number,
            grant.Agreement?.SignTime, EnumText.Of(grant.State), grant.CreateTime, grant.UpdateTime, grant.Version);
        Record(transaction, null, grant);
    }

    public static void Save(Transaction transaction, Grant before, Grant grant)
    {
        transaction.Add("""
            UPDATE grants
            SET agreement_number = $2, agreement_sign_time = $3, state = $4, update_time = $5, version = $6
            WHERE id = $1
            """,
            grant.Id, grant.Agreement?.Number, grant.Agreement?.SignTime, EnumText.Of(grant.State), grant.UpdateTime,
            grant.Version);
        Record(transaction, before, grant);
    }

    private static void Record(Transaction transaction, Grant? before, Grant after) => transaction.Record(
        $"grants/{after.Id}", before is null ? null : EnumText.Of(before.State), EnumText.Of(after.State),
        Changes.Between(before, after, nameof(Grant.State)));

    private static Grant Read(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetGuid(1),
        row.GetInt64(2),
        row.GetGuid(3),
        row.GetString(4),
        row.GetString(5),
        row.GetFieldValue<string[]>(6),
        row.GetInt32(7),
        new(row.GetInt64(8), row.GetInt64(9), row.GetInt32(10)),
        row.IsDBNull(11) ? null : new(row.GetString(11), row.GetFieldValue<DateTimeOffset>(12)),
        EnumText.Parse<GrantState>(row.GetString(13)),
        row.GetFieldValue<DateTimeOffset>(14),
        row.GetFieldValue<DateTimeOffset>(15),
        row.GetInt64(16));
}
