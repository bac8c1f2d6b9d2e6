using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Applications;

/// <summary>Owns the tables of messages and meetings.</summary>
internal static class ExchangeTable
{
    private const string
        OfMessages = "id, application_id, visibility, text, author, author_role, create_time",
        OfExchanges = "id, application_id, day, people, minutes, decisions, author, author_role, create_time";

    public static void Insert(Transaction transaction, Application application, Message message)
    {
        transaction.Add(
            Sql.Insert("messages", OfMessages), message.Id, message.ApplicationId, EnumText.Of(message.Visibility),
            message.Text, message.Author.Person, EnumText.Of(message.Author.Role), message.CreateTime);
        Record(transaction, application,
            message.Visibility == MessageVisibility.Staff ? ["messages", HistoryWire.OfStaff] : ["messages"]);
    }

    public static void Insert(Transaction transaction, Application application, Exchange exchange)
    {
        transaction.Add(
            Sql.Insert("exchanges", OfExchanges), exchange.Id, exchange.ApplicationId, exchange.Day,
            exchange.People.ToArray(), exchange.Minutes, exchange.Decisions.ToArray(), exchange.Author.Person,
            EnumText.Of(exchange.Author.Role), exchange.CreateTime);
        Record(transaction, application, ["exchanges"]);
    }

    /// <summary>The newest first; without what only the staff reads for all others.</summary>
    public static Task<List<Message>> ListMessages(
        Database database, Guid application, bool isStaff, Page page, CancellationToken cancellation)
    {
        var where = new Where().And("application_id = {0}", application)
            .If(isStaff ? null : "EVERYONE", "visibility = {0}")
            .After(page.After<DateTimeOffset, Guid>(), "(create_time, id) < ({0}, {1})");
        return database.Query(
            $"""
            SELECT {OfMessages} FROM messages {where}
            ORDER BY create_time DESC, id DESC LIMIT {where.Parameter(page.Limit)}
            """, reader => ReadMessage(new(reader)), cancellation, where.Parameters);
    }

    public static Task<Message?> FindMessage(
        Database database, Guid application, Guid id, CancellationToken cancellation) => database.QueryOne(
            $"SELECT {OfMessages} FROM messages WHERE application_id = $1 AND id = $2",
            reader => ReadMessage(new(reader)), cancellation, application, id);

    /// <summary>What was written down last comes first.</summary>
    public static Task<List<Exchange>> ListExchanges(
        Database database, Guid application, Page page, CancellationToken cancellation)
    {
        var where = new Where().And("application_id = {0}", application)
            .After(page.After<DateTimeOffset, Guid>(), "(create_time, id) < ({0}, {1})");
        return database.Query(
            $"""
            SELECT {OfExchanges} FROM exchanges {where}
            ORDER BY create_time DESC, id DESC LIMIT {where.Parameter(page.Limit)}
            """, reader => ReadExchange(new(reader)), cancellation, where.Parameters);
    }

    public static Task<Exchange?> FindExchange(
        Database database, Guid application, Guid id, CancellationToken cancellation) => database.QueryOne(
            $"SELECT {OfExchanges} FROM exchanges WHERE application_id = $1 AND id = $2",
            reader => ReadExchange(new(reader)), cancellation, application, id);

    /// <summary>What a person wrote stays, written by nobody known.</summary>
    public static void Forget(Transaction transaction, Guid author)
    {
        foreach (var table in (string[])["messages", "exchanges"])
            transaction.Add($"UPDATE {table} SET author = NULL WHERE author = $1", author);
        // That somebody was forgotten, not who.
        transaction.Record("services/applications", null, null, "messages", "exchanges");
    }

    private static void Record(Transaction transaction, Application application, string[] fields)
    {
        var state = EnumText.Of(application.State);
        transaction.Record(ApplicationWire.Name(application.Id), state, state, fields);
    }

    private static Message ReadMessage(Row row) => new(
        row.Next<Guid>(), row.Next<Guid>(), EnumText.Parse<MessageVisibility>(row.Next<string>()), row.Next<string>(),
        ReadAuthor(row), row.Next<DateTimeOffset>());

    private static Exchange ReadExchange(Row row) => new(
        row.Next<Guid>(), row.Next<Guid>(), row.Next<DateOnly>(), row.Next<string[]>(), row.Next<string>(),
        row.Next<string[]>(), ReadAuthor(row), row.Next<DateTimeOffset>());

    private static Author ReadAuthor(Row row) =>
        new(row.NextOrNull<Guid?>(), EnumText.Parse<Role>(row.Next<string>()));
}
