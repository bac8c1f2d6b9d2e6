using Npgsql;

namespace ProjetK.Applications;

/// <summary>The table of which communes take part in which applications: what makes a commune not free.</summary>
internal static class ParticipationTable
{
    /// <summary>Which of these communes are part of a live application of the call, other than the given one, or are
    /// already supported in any call.</summary>
    public static Task<List<Taken>> Taken(
        Transaction transaction, string call, IReadOnlyList<string> communes, Guid? except = null) =>
        transaction.Query(TakenSql, ReadTaken, call, communes.ToArray(), except);

    /// <inheritdoc cref="Taken(Transaction, string, IReadOnlyList{string}, Guid?)"/>
    public static Task<List<Taken>> Taken(
        Database database, string call, IReadOnlyList<string> communes, CancellationToken cancellation) =>
        database.Query(TakenSql, ReadTaken, cancellation, call, communes.ToArray(), null);

    /// <summary>Queues the communes of an application as they are now; one that is new has none before.</summary>
    public static void Save(
        Transaction transaction, Guid application, bool isNew, IReadOnlyList<string> communes, string call, bool live,
        bool supported, bool chosen)
    {
        // In one order, so that two choices of the same communes do not wait for each other.
        var ordered = communes.Order(StringComparer.Ordinal).ToArray();
        if (!isNew)
            transaction.Add(
                "DELETE FROM application_communes WHERE application_id = $1 AND commune <> ALL ($2)",
                application, ordered);
        transaction.Add("""
            INSERT INTO application_communes (application_id, commune, call_id, live, supported, chosen)
            SELECT $1, commune, $3, $4, $5, $6 FROM unnest($2::text[]) AS commune
            ON CONFLICT (application_id, commune) DO UPDATE
            SET (live, supported, chosen) = (EXCLUDED.live, EXCLUDED.supported, EXCLUDED.chosen)
            """, application, ordered, call, live, supported, chosen);
    }

    /// <summary>Queues that a commune takes the place of another, with what is known of that one.</summary>
    public static void Replace(Transaction transaction, Guid application, string former, string by) =>
        transaction.Add("""
            UPDATE application_communes SET commune = $3 WHERE application_id = $1 AND commune = $2
                AND NOT EXISTS (
                    SELECT FROM application_communes WHERE application_id = $1 AND commune = $3)
            """, application, former, by);

    /// <summary>Queues the communes that are inside the perimeter while the letter of intent is submitted.</summary>
    public static void RememberPerimeter(Transaction transaction, Guid application, IEnumerable<string> inside) =>
        transaction.Add(
            "UPDATE application_communes SET inside = commune = ANY ($2) WHERE application_id = $1",
            application, inside.ToArray());

    /// <summary>The communes that were inside the perimeter when the letter of intent was submitted.</summary>
    public static Task<List<string>> Inside(Transaction transaction, Guid application) => transaction.Query(
        "SELECT commune FROM application_communes WHERE application_id = $1 AND inside",
        row => row.GetString(0), application);

    private const string TakenSql = """
        SELECT commune, bool_or(supported)
        FROM application_communes
        WHERE commune = ANY ($2) AND (supported OR live AND call_id = $1) AND application_id IS DISTINCT FROM $3::uuid
        GROUP BY commune ORDER BY commune
        """;

    private static Taken ReadTaken(NpgsqlDataReader reader) => new(reader.GetString(0), reader.GetBoolean(1));
}
