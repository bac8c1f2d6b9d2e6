using static OpenIddict.Abstractions.OpenIddictConstants;

namespace ProjetK.Identity;

/// <summary>What becomes of a person's tokens with the person: OpenIddict's tables, in the transaction of the
/// cause.</summary>
internal static class TokenTable
{
    /// <summary>Ends what was not over yet.</summary>
    public static void Revoke(Transaction transaction, string subject)
    {
        transaction.Add("""
            UPDATE open_iddict_authorizations SET status = 'revoked', concurrency_token = gen_random_uuid()::text
            WHERE subject = $1 AND status <> 'revoked'
            """, subject);
        transaction.Add("""
            UPDATE open_iddict_tokens SET status = 'revoked', concurrency_token = gen_random_uuid()::text
            WHERE subject = $1 AND status <> 'revoked'
            """, subject);
    }

    public static void Delete(Transaction transaction, string subject)
    {
        transaction.Add("DELETE FROM open_iddict_tokens WHERE subject = $1", subject);
        transaction.Add("DELETE FROM open_iddict_authorizations WHERE subject = $1", subject);
    }

    /// <summary>The programs that can still renew their tokens.</summary>
    public static Task<List<(string Client, DateTimeOffset Since)>> Sessions(
        Database database, string subject, CancellationToken cancellation) => database.Query(
        """
        SELECT client.client_id, auth.creation_date
        FROM open_iddict_authorizations auth JOIN open_iddict_applications client ON client.id = auth.application_id
        WHERE auth.subject = $1 AND auth.status = 'valid' AND EXISTS (
            SELECT FROM open_iddict_tokens token
            WHERE token.authorization_id = auth.id AND token.type = $2 AND token.status = 'valid'
              AND token.expiration_date > now())
        ORDER BY auth.creation_date
        """,
        row => (row.GetString(0), row.GetFieldValue<DateTimeOffset>(1)), cancellation, subject,
        TokenTypeIdentifiers.RefreshToken);
}
