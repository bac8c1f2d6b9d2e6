namespace ProjetK.Ecosystem;

/// <summary>Owns the tables of what territories write to each other and of whom to reach at partners.</summary>
internal static class ContactTable
{
    private const string Columns = """
        id, territory_id, from_territory, message, answer, state, secret_hash, expire_time, create_time, answer_time,
        version
        """;

    public static Task<ContactMessage?> Lock(Transaction transaction, Guid territory, Guid id) =>
        transaction.QueryOne(
            $"SELECT {Columns} FROM contacts WHERE id = $1 AND territory_id = $2 FOR UPDATE",
            reader => Read(new(reader)), id, territory);

    /// <summary>What a territory got and wrote.</summary>
    public static Task<List<ContactMessage>> List(
        Database database, Guid territory, string? state, Page page, CancellationToken cancellation)
    {
        var where = new Where().And("territory_id = {0} OR from_territory = {0}", territory).If(state, "state = {0}")
            .After(page.After<DateTimeOffset, Guid>(), "(create_time, id) < ({0}, {1})");
        return database.Query(
            $"""
            SELECT {Columns} FROM contacts {where}
            ORDER BY create_time DESC, id DESC LIMIT {where.Parameter(page.Limit)}
            """, reader => Read(new(reader)), cancellation, where.Parameters);
    }

    public static void Save(Transaction transaction, ContactMessage? before, ContactMessage contact)
    {
        transaction.Add(
            Sql.Upsert("contacts", Columns), contact.Id, contact.Territory, contact.From, contact.Message,
            contact.Answer, EnumText.Of(contact.State), contact.Link?.SecretHash, contact.Link?.ExpireTime,
            contact.CreateTime, contact.AnswerTime, contact.Version);
        transaction.Record(
            contact.Name, before is null ? null : EnumText.Of(before.State), EnumText.Of(contact.State));
    }

    /// <summary>Whom to reach at a partner; null for the other territories.</summary>
    public static Task<Contact?> FindPartner(Transaction transaction, Guid territory) => transaction.QueryOne(
        "SELECT display_name, email, phone FROM partner_contacts WHERE territory_id = $1",
        row => new Contact(row.GetString(0), row.GetString(1), row.GetString(2)), territory);

    public static void SavePartner(Transaction transaction, Guid territory, Contact contact) => transaction.Add(
        Sql.Upsert("partner_contacts", "territory_id, display_name, email, phone, update_time"),
        territory, contact.DisplayName, contact.Email, contact.Phone, transaction.Now);

    /// <summary>Forgets whom to reach at a partner; the links that they were sent open nothing any more.</summary>
    public static void ForgetPartner(Transaction transaction, Guid territory)
    {
        transaction.Add("DELETE FROM partner_contacts WHERE territory_id = $1", territory);
        transaction.Add("""
            UPDATE contacts SET secret_hash = NULL, expire_time = NULL, version = version + 1
            WHERE territory_id = $1 AND secret_hash IS NOT NULL
            """, territory);
    }

    /// <summary>Partners to whom and from whom nothing was written since then.</summary>
    public static Task<List<Guid>> FindSilentPartners(
        Database database, DateTimeOffset since, CancellationToken cancellation) => database.Query("""
            SELECT territory_id FROM partner_contacts
            WHERE update_time < $1 AND NOT EXISTS (
                SELECT FROM contacts
                WHERE (contacts.territory_id = partner_contacts.territory_id
                       OR from_territory = partner_contacts.territory_id)
                  AND greatest(create_time, answer_time) >= $1)
            ORDER BY territory_id LIMIT 1000
            """, row => row.GetGuid(0), cancellation, since);

    private static ContactMessage Read(Row row)
    {
        var (id, territory, from, message, answer) = (
            row.Next<Guid>(), row.Next<Guid>(), row.Next<Guid>(), row.Next<string>(), row.Next<string>());
        row.Next<string>();
        var (hash, expire) = (row.NextOrNull<byte[]>(), row.NextOrNull<DateTimeOffset?>());
        return new(
            id, territory, from, message, answer, hash is null ? null : new(hash, expire!.Value),
            row.Next<DateTimeOffset>(), row.NextOrNull<DateTimeOffset?>(), row.Next<long>());
    }
}
