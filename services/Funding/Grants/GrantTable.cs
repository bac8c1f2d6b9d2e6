using Npgsql;

namespace ProjetK.Funding;

/// <summary>Which grants a list shows; null means all.</summary>
internal sealed record GrantFilter(
    string? Envelope, Guid? Application, GrantState? State, string? Call, Guid? Territory, string? Commune,
    bool AlsoUnannounced);

/// <summary>The table <c>grants</c>. Whoever changes an instalment holds the row of its grant.</summary>
internal static class GrantTable
{
    private const string Columns = """
        id, application, application_version, territory, envelope, call, beneficiary_commune, beneficiary_siret,
        beneficiary_changes, lead_commune, communes, applicant_version, population, investment_cents,
        operating_per_year_cents, operating_years, agreement_number, agreement_sign_time, announce_time,
        agreement_deadline_time, start_time, terminate_time, release_reason, state, create_time, update_time, version
        """;

    /// <summary>One grant; nothing while it is not announced, unless that is asked for.</summary>
    public static Task<Grant?> Find(
        Database database, Guid id, bool alsoUnannounced, CancellationToken cancellation) => database.QueryOne(
        $"SELECT {Columns} FROM grants WHERE id = $1 AND (announce_time IS NOT NULL OR $2)", Read, cancellation, id,
        alsoUnannounced);

    /// <summary>Some grants, without their instalments.</summary>
    public static Task<List<Grant>> Find(Database database, Guid[] ids, CancellationToken cancellation) =>
        database.Query($"SELECT {Columns} FROM grants WHERE id = ANY($1)", Read, cancellation, ids);

    public static Task<List<Grant>> List(
        Database database, Page page, GrantFilter filter, CancellationToken cancellation)
    {
        var where = new Where().If(filter.Envelope, "envelope = {0}").If(filter.Application, "application = {0}")
            .If(filter.State is { } state ? EnumText.Of(state) : null, "state = {0}")
            .And(filter.AlsoUnannounced ? "true" : "announce_time IS NOT NULL")
            .If(filter.Call, "call = {0}").If(filter.Territory, "territory = {0}")
            .If(filter.Commune is { } commune ? new[] { commune } : null, "communes && {0}")
            .After(page.After<DateTimeOffset, Guid>(), "(create_time, id) < ({0}, {1})");
        return database.Query($"""
            SELECT {Columns} FROM grants {where} ORDER BY create_time DESC, id DESC LIMIT {where.Parameter(page.Limit)}
            """, Read, cancellation, where.Parameters);
    }

    /// <summary>Locks and reads the grant that holds money for an application, with its instalments.</summary>
    public static Task<Grant?> LockLive(Transaction transaction, Guid application) => Lock(
        transaction, "application = $1 AND state IN ('RESERVED', 'COMMITTED', 'COMPLETED')", application);

    /// <summary>Locks and reads the grants that hold money for applications, without their instalments.</summary>
    public static Task<List<Grant>> LockLive(Transaction transaction, IEnumerable<Guid> applications) =>
        transaction.Query($"""
            SELECT {Columns} FROM grants
            WHERE application = ANY($1) AND state IN ('RESERVED', 'COMMITTED', 'COMPLETED') ORDER BY id FOR UPDATE
            """, Read, applications.Distinct().ToArray());

    /// <summary>Locks and reads a grant with its instalments.</summary>
    public static Task<Grant?> Lock(Transaction transaction, Guid id) => Lock(transaction, "id = $1", id);

    /// <summary>Grants whose agreement was not signed in time.</summary>
    public static Task<List<Guid>> FindOverdue(Database database, CancellationToken cancellation) => database.Query(
        "SELECT id FROM grants WHERE state = 'RESERVED' AND agreement_deadline_time < $1 ORDER BY id",
        row => row.GetGuid(0), cancellation, database.Now);

    /// <summary>Grants of which nobody was told and that were won by these applications, or given back in that
    /// call.</summary>
    public static Task<List<Guid>> FindUnannounced(
        Transaction transaction, string call, IReadOnlyList<Guid> applications, DateTimeOffset until) =>
        transaction.Query("""
            SELECT id FROM grants
            WHERE announce_time IS NULL AND (application = ANY($2)
                OR call = $1 AND state = 'RELEASED' AND create_time <= $3)
            ORDER BY id
            """, row => row.GetGuid(0), call, applications.ToArray(), until);

    /// <summary>Some grants with an agreement, by id, with their instalments.</summary>
    public static async Task<List<Grant>> ListAgreed(
        Database database, string? envelope, int? year, bool alsoUnannounced, Guid after, int limit,
        CancellationToken cancellation)
    {
        var where = new Where().And("id > {0}", after).And("state IN ('COMMITTED', 'COMPLETED', 'TERMINATED')")
            .And(alsoUnannounced ? "true" : "announce_time IS NOT NULL").If(envelope, "envelope = {0}")
            .If(year, "extract(year FROM agreement_sign_time AT TIME ZONE 'Europe/Paris') = {0}");
        var grants = await database.Query(
            $"SELECT {Columns} FROM grants {where} ORDER BY id LIMIT {where.Parameter(limit)}", Read, cancellation,
            where.Parameters);
        var instalments = (await InstalmentTable.List(database, [.. grants.Select(grant => grant.Id)], cancellation))
            .ToLookup(one => one.Grant);
        return [.. grants.Select(grant => grant with { Instalments = [.. instalments[grant.Id]] })];
    }

    public static void Insert(Transaction transaction, Grant grant, long firstSequence)
    {
        transaction.Add(
            Sql.Insert("grants", $"{Columns}, first_sequence"),
            grant.Id, grant.Application, grant.ApplicationVersion, grant.Territory, grant.Envelope, grant.Call,
            grant.BeneficiaryCommune, grant.BeneficiarySiret, Sql.Json(grant.BeneficiaryChanges), grant.LeadCommune,
            grant.Communes.ToArray(), grant.ApplicantVersion, grant.Population, grant.Amounts.InvestmentCents,
            grant.Amounts.OperatingPerYearCents, grant.Amounts.OperatingYears, grant.Agreement?.Number,
            grant.Agreement?.SignTime, grant.AnnounceTime, grant.AgreementDeadlineTime, grant.StartTime,
            grant.TerminateTime, grant.ReleaseReason, EnumText.Of(grant.State), grant.CreateTime, grant.UpdateTime,
            grant.Version, firstSequence);
        Record(transaction, null, grant);
    }

    /// <summary>Saves what changed of a grant and of its instalments.</summary>
    public static void Save(Transaction transaction, Grant before, Grant grant)
    {
        if (grant.Version != before.Version)
        {
            transaction.Add("""
                UPDATE grants
                SET beneficiary_siret = $2, beneficiary_changes = $3, lead_commune = $4, communes = $5,
                    applicant_version = $6, agreement_number = $7, agreement_sign_time = $8, announce_time = $9,
                    agreement_deadline_time = $10, start_time = $11, terminate_time = $12, release_reason = $13,
                    state = $14, update_time = $15, version = $16
                WHERE id = $1
                """,
                grant.Id, grant.BeneficiarySiret, Sql.Json(grant.BeneficiaryChanges), grant.LeadCommune,
                grant.Communes.ToArray(), grant.ApplicantVersion, grant.Agreement?.Number, grant.Agreement?.SignTime,
                grant.AnnounceTime, grant.AgreementDeadlineTime, grant.StartTime, grant.TerminateTime,
                grant.ReleaseReason, EnumText.Of(grant.State), grant.UpdateTime, grant.Version);
            Record(transaction, before, grant);
        }
        foreach (var instalment in grant.Instalments)
            InstalmentTable.Save(
                transaction, before.Instalments.FirstOrDefault(one => one.Number == instalment.Number), instalment);
    }

    private static async Task<Grant?> Lock(Transaction transaction, string condition, Guid id) =>
        await transaction.QueryOne($"SELECT {Columns} FROM grants WHERE {condition} FOR UPDATE", Read, id) is { } grant
            ? grant with { Instalments = await InstalmentTable.List(transaction, grant.Id) }
            : null;

    private static void Record(Transaction transaction, Grant? before, Grant after) => transaction.Record(
        $"grants/{after.Id}", before is null ? null : EnumText.Of(before.State), EnumText.Of(after.State),
        Changes.Between(
            before, after, nameof(Grant.State), nameof(Grant.Instalments), nameof(Grant.ApplicantVersion)));

    private static Grant Read(NpgsqlDataReader reader)
    {
        var row = new Row(reader);
        var (id, application, applicationVersion, territory) =
            (row.Next<Guid>(), row.Next<Guid>(), row.Next<long>(), row.Next<Guid>());
        var (envelope, call) = (row.Next<string>(), row.NextOrNull<string>());
        var (commune, siret, changes, lead) = (row.Next<string>(), row.NextOrNull<string>(),
            row.NextJson<List<BeneficiaryChange>>() ?? [], row.NextOrNull<string>());
        return new(
            id, application, applicationVersion, territory, envelope, call, commune, siret, changes, lead ?? commune,
            row.Next<string[]>(), row.Next<long>(), row.Next<int>(),
            new(row.Next<long>(), row.Next<long>(), row.Next<int>()), ReadAgreement(row),
            row.NextOrNull<DateTimeOffset?>(), row.NextOrNull<DateTimeOffset?>(), row.NextOrNull<DateTimeOffset?>(),
            row.NextOrNull<DateTimeOffset?>(), row.Next<string>(), EnumText.Parse<GrantState>(row.Next<string>()),
            row.Next<DateTimeOffset>(), row.Next<DateTimeOffset>(), row.Next<long>());
    }

    private static Agreement? ReadAgreement(Row row)
    {
        var (number, time) = (row.NextOrNull<string>(), row.NextOrNull<DateTimeOffset?>());
        return number is null ? null : new(number, time!.Value);
    }
}
