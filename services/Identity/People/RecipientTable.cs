namespace ProjetK.Identity;

/// <summary>Somebody to whom a mail goes.</summary>
internal sealed record Recipient(Guid Id, string Email, string DisplayName);

/// <summary>The columns of <c>people</c> that a mail needs.</summary>
internal static class RecipientTable
{
    /// <summary>Active people: those with these ids or, when there are none, with that role and of that commune; by
    /// id.</summary>
    public static Task<List<Recipient>> List(
        Database database, Page page, Guid[] ids, string? role, string? commune, CancellationToken cancellation)
    {
        var where = new Where().And("state = 'ACTIVE'")
            .If(ids.Length > 0 ? ids : null, "id = ANY ({0})").If(role, "{0} = ANY (roles)")
            .If(commune, "{0} = ANY (communes)").And("id > {0}", page.After<Guid>());
        return database.Query(
            $"""
            SELECT id, email, display_name FROM people {where} ORDER BY id LIMIT {where.Parameter(page.Limit)}
            """,
            row => new Recipient(row.GetGuid(0), row.GetString(1), row.GetString(2)), cancellation, where.Parameters);
    }
}
