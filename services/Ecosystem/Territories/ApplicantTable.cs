namespace ProjetK.Ecosystem;

/// <summary>Owns the table of who applies, where that changed since the letter of intent was accepted.</summary>
internal static class ApplicantTable
{
    /// <summary>Keeps who applies; false when something newer is known.</summary>
    public static async Task<bool> Save(
        Transaction transaction, Guid application, IReadOnlyList<string> communes, int population, long version) =>
        await transaction.QueryOne("""
            INSERT INTO applicants (application_id, communes, population, version) VALUES ($1, $2, $3, $4)
            ON CONFLICT (application_id) DO UPDATE
            SET communes = EXCLUDED.communes, population = EXCLUDED.population, version = EXCLUDED.version
            WHERE applicants.version < EXCLUDED.version
            RETURNING true
            """, row => row.GetBoolean(0), application, communes.ToArray(), population, version);

    /// <summary>The letter with who applies now, when that was heard of before the letter.</summary>
    public static async Task<AcceptedIntent> Update(Transaction transaction, AcceptedIntent intent, long version) =>
        await transaction.QueryOne(
            "SELECT communes, population FROM applicants WHERE application_id = $1 AND version > $2",
            row => intent with { Communes = row.GetFieldValue<string[]>(0), Population = row.GetInt32(1) },
            intent.Application, version) ?? intent;
}
