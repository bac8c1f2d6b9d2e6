using Npgsql;
using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Applications;

/// <summary>A notification as somebody sees it.</summary>
internal sealed record Told(
    Guid Id, NotificationKind Kind, Role Role, Guid ApplicationId, string Reference, string Title,
    DateTimeOffset CreateTime, DateTimeOffset? DueTime, DateTimeOffset? ReadTime, string? Delivery);

/// <summary>What happened, who has read it, and which mails tell it.</summary>
internal static class NotificationTable
{
    private const string Columns = "id, kind, role, communes, application_id, create_time, due_time, reminder";

    private const string Content = """
        n.id, n.kind, n.role, n.application_id, COALESCE(a.reference, ''), a.project ->> 'Title', n.create_time, n.due_time
        """;

    /// <summary>Which of these reminders are written already.</summary>
    public static async Task<HashSet<string>> FindReminders(
        Database database, string[] keys, CancellationToken cancellation) =>
        [.. await database.Query(
            "SELECT reminder FROM notifications WHERE reminder = ANY ($1)", row => row.GetString(0), cancellation,
            (object)keys)];

    public static void Insert(Transaction transaction, Notification one) => transaction.Add(
        $"{Sql.Insert("notifications", Columns)} ON CONFLICT (reminder) DO NOTHING",
        one.Id, EnumText.Of(one.Kind), EnumText.Of(one.Role), one.Communes.ToArray(), one.ApplicationId,
        one.CreateTime, one.DueTime, one.Reminder);

    /// <summary>Tells all applications of a call in these states that a deadline was extended.</summary>
    public static void InsertExtended(Transaction transaction, string call, ApplicationState[] states) =>
        transaction.Add($"""
            INSERT INTO notifications ({Columns})
            SELECT gen_random_uuid(), 'DEADLINE_EXTENDED', 'APPLICANT',
                ARRAY(SELECT commune FROM application_communes WHERE application_id = applications.id), id, $3,
                NULL, NULL
            FROM applications WHERE call_id = $1 AND state = ANY ($2)
            """, call, states.Select(state => EnumText.Of(state)).ToArray(), transaction.Now);

    /// <summary>The caller's, the latest first.</summary>
    public static Task<List<Told>> List(
        Database database, Caller caller, bool unread, Guid? application, Page page, CancellationToken cancellation)
    {
        var where = Theirs(caller).If(unread ? true : null, "(r.read_time IS NULL) = {0}")
            .If(application, "n.application_id = {0}")
            .After(page.After<DateTimeOffset, Guid>(), "(n.create_time, n.id) < ({0}, {1})");
        var (person, subject) = (where.Parameter(Sight.PersonOf(caller)), where.Parameter(caller.Subject));
        return database.Query($"""
            SELECT {Content}, r.read_time,
                COALESCE(m.delivery, CASE WHEN n.spread_time IS NULL THEN 'QUEUED' END)
            FROM notifications n
            JOIN applications a ON a.id = n.application_id
            LEFT JOIN notification_reads r ON r.notification_id = n.id AND r.person = {subject}
            LEFT JOIN notification_mails m ON m.notification_id = n.id AND m.person = {person}::uuid
            {where} ORDER BY n.create_time DESC, n.id DESC LIMIT {where.Parameter(page.Limit)}
            """, reader => Read(new(reader)), cancellation, where.Parameters);
    }

    /// <summary>The caller has read these; gives those that are theirs.</summary>
    public static Task<List<Guid>> MarkRead(Transaction transaction, Guid[] ids)
    {
        var where = Theirs(transaction.Caller).And("n.id = ANY ({0})", ids);
        var (subject, now) = (where.Parameter(transaction.Caller.Subject), where.Parameter(transaction.Now));
        return transaction.Query($"""
            INSERT INTO notification_reads (notification_id, person, read_time)
            SELECT n.id, {subject}, {now} FROM notifications n {where} ORDER BY n.id
            ON CONFLICT (notification_id, person) DO UPDATE SET person = EXCLUDED.person
            RETURNING notification_id
            """, reader => reader.GetGuid(0), where.Parameters);
    }

    /// <summary>Some of which it is not decided yet to whom mails tell them.</summary>
    public static Task<List<Notification>> FindUnspread(Database database, CancellationToken cancellation) =>
        database.Query($"SELECT {Columns} FROM notifications WHERE spread_time IS NULL ORDER BY id LIMIT 100", reader =>
        {
            var row = new Row(reader);
            return new Notification(
                row.Next<Guid>(), EnumText.Parse<NotificationKind>(row.Next<string>()),
                EnumText.Parse<Role>(row.Next<string>()), row.Next<string[]>(), row.Next<Guid>(),
                row.Next<DateTimeOffset>(), row.NextOrNull<DateTimeOffset?>(), row.NextOrNull<string>());
        }, cancellation);

    /// <summary>Mails tell it to these people, each at their time; to who is in the list twice, once.</summary>
    public static void Spread(
        Transaction transaction, Guid id, IEnumerable<(Guid Person, DateTimeOffset SendTime)> to)
    {
        foreach (var (person, time) in to)
            transaction.Add("""
                INSERT INTO notification_mails (notification_id, person, send_time) VALUES ($1, $2, $3)
                ON CONFLICT DO NOTHING
                """, id, person, time);
        transaction.Add("UPDATE notifications SET spread_time = $2 WHERE id = $1", id, transaction.Now);
    }

    /// <summary>Some people to whom a mail is to be written.</summary>
    public static Task<List<Guid>> FindDue(Database database, CancellationToken cancellation) => database.Query(
        "SELECT DISTINCT person FROM notification_mails WHERE mail_id IS NULL AND send_time <= $1 LIMIT 100",
        reader => reader.GetGuid(0), cancellation, database.Now);

    /// <summary>All that the next mail to that person tells, kept from other replicas until the commit.</summary>
    public static async Task<List<Told>> Take(Transaction transaction, Guid person)
    {
        var until = transaction.Now + Rhythms.Gather;
        await transaction.Query("""
            SELECT notification_id FROM notification_mails
            WHERE person = $1 AND mail_id IS NULL AND send_time <= $2 ORDER BY notification_id FOR UPDATE
            """, reader => reader.GetGuid(0), person, until);
        return await transaction.Query($"""
            SELECT {Content}, NULL::timestamptz, m.delivery
            FROM notification_mails m JOIN notifications n ON n.id = m.notification_id
            JOIN applications a ON a.id = n.application_id
            WHERE m.person = $1 AND m.mail_id IS NULL AND m.send_time <= $2 ORDER BY n.create_time, n.id
            """, reader => Read(new(reader)), person, until);
    }

    public static void Written(Transaction transaction, Guid person, IEnumerable<Told> told, Guid mail) =>
        transaction.Add(
            "UPDATE notification_mails SET mail_id = $3 WHERE person = $1 AND notification_id = ANY ($2)",
            person, told.Select(one => one.Id).ToArray(), mail);

    /// <summary>A mail ended.</summary>
    public static void Settle(Transaction transaction, Guid mail, MailOutcome outcome) => transaction.Add(
        "UPDATE notification_mails SET delivery = $2 WHERE mail_id = $1",
        mail, outcome == MailOutcome.Sent ? "SENT" : "BOUNCED");

    /// <summary>True for an application of which a decision bounced, reached nobody else, and was not read here.</summary>
    public static string IsUndelivered(string application, string decisions) => $"""
        EXISTS (
            SELECT FROM notification_mails m JOIN notifications n ON n.id = m.notification_id
            WHERE n.application_id = {application} AND m.delivery = 'BOUNCED' AND n.kind = ANY ({decisions})
                AND NOT EXISTS (SELECT FROM notification_mails o WHERE o.notification_id = n.id AND o.delivery = 'SENT')
                AND NOT EXISTS (SELECT FROM notification_reads r WHERE r.notification_id = n.id))
        """;

    /// <summary>Forgets what is kept of a person.</summary>
    public static void Forget(Transaction transaction, Guid person)
    {
        transaction.Add("DELETE FROM notification_mails WHERE person = $1", person);
        transaction.Add("DELETE FROM notification_reads WHERE person = $1", $"people/{person}");
        transaction.Add("DELETE FROM notification_settings WHERE person = $1", $"people/{person}");
    }

    /// <summary>How these people want to be told, as far as they said so.</summary>
    public static async Task<Dictionary<Guid, Rhythm>> RhythmsOf(Transaction transaction, Guid[] people) =>
        (await transaction.Query(
            "SELECT person, rhythm FROM notification_settings WHERE person = ANY ($1)",
            reader => (Person: reader.GetString(0), Rhythm: EnumText.Parse<Rhythm>(reader.GetString(1))),
            (object)people.Select(person => $"people/{person}").ToArray()))
        .ToDictionary(one => Guid.Parse(one.Person["people/".Length..]), one => one.Rhythm);

    /// <summary>How somebody wants to be told; version 0 until they say so.</summary>
    public static async Task<(Rhythm Rhythm, long Version)> Settings(
        Database database, string person, CancellationToken cancellation) => Or(await database.QueryOne(
            "SELECT rhythm, version FROM notification_settings WHERE person = $1", ReadSettings, cancellation, person));

    /// <summary>The same, kept from others' changes until the commit.</summary>
    public static async Task<(Rhythm Rhythm, long Version)> LockSettings(Transaction transaction, string person) =>
        Or(await transaction.QueryOne(
            "SELECT rhythm, version FROM notification_settings WHERE person = $1 FOR UPDATE", ReadSettings, person));

    public static void Save(Transaction transaction, string person, Rhythm rhythm, long version) => transaction.Add(
        Sql.Upsert("notification_settings", "person, rhythm, version"), person, EnumText.Of(rhythm), version);

    private static (Rhythm Rhythm, long Version) Or((Rhythm Rhythm, long Version) found) =>
        found.Version == 0 ? (Rhythm.AtOnce, 0) : found;

    private static (Rhythm Rhythm, long Version) ReadSettings(NpgsqlDataReader reader) =>
        (EnumText.Parse<Rhythm>(reader.GetString(0)), reader.GetInt64(1));

    private static Where Theirs(Caller caller) => new Where()
        .And("n.role = ANY ({0})", (object)caller.Roles.Select(role => EnumText.Of(role)).ToArray())
        .And("n.communes = '{{}}' OR n.communes && {0}", (object)caller.Communes.ToArray());

    private static Told Read(Row row) => new(
        row.Next<Guid>(), EnumText.Parse<NotificationKind>(row.Next<string>()), EnumText.Parse<Role>(row.Next<string>()),
        row.Next<Guid>(), row.Next<string>(), row.NextOrNull<string>() ?? "", row.Next<DateTimeOffset>(),
        row.NextOrNull<DateTimeOffset?>(), row.NextOrNull<DateTimeOffset?>(), row.NextOrNull<string>());
}
