using Npgsql;
using ProjetK.Events;

namespace ProjetK.Funding;

/// <summary>The table <c>proposals</c>: what was answered to each, so that a repeated one hears it again.</summary>
internal static class ProposalTable
{
    public static Task<List<ProposalOutcome>> Find(Transaction transaction, IEnumerable<Guid> proposals) =>
        transaction.Query("""
            SELECT id, application, answer_time, grant_id, envelope, total_cents, grant_version, refusal, missing_cents
            FROM proposals WHERE id = ANY($1)
            """, Read, proposals.Distinct().ToArray());

    public static void Insert(Transaction transaction, ProposalOutcome answer)
    {
        if (answer.Reserved is { } reserved)
            transaction.Add("""
                INSERT INTO proposals (id, application, answer_time, grant_id, envelope, total_cents, grant_version)
                VALUES ($1, $2, $3, $4, $5, $6, $7)
                """,
                reserved.ProposalId, reserved.ApplicationId, reserved.ReserveTime, reserved.GrantId, reserved.Envelope,
                reserved.TotalCents, reserved.Version);
        if (answer.Refused is { } refused)
            transaction.Add("""
                INSERT INTO proposals (id, application, answer_time, refusal, missing_cents) VALUES ($1, $2, $3, $4, $5)
                """,
                refused.ProposalId, refused.ApplicationId, refused.RefuseTime, refused.Reason, refused.MissingCents);
    }

    private static ProposalOutcome Read(NpgsqlDataReader row)
    {
        var (proposal, application, time) = (row.GetGuid(0), row.GetGuid(1), row.GetFieldValue<DateTimeOffset>(2));
        return row.IsDBNull(7)
            ? new(Reserved: new(
                proposal, application, row.GetGuid(3), row.GetString(4), row.GetInt64(5), time, row.GetInt64(6)), null)
            : new(null, Refused: new(proposal, application, row.GetString(7), row.GetInt64(8), time));
    }
}
