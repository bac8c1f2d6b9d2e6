using System.Text.Json;

namespace ProjetK.Applications;

/// <summary>Owns the table of those who want to be told of calls, and writes to them. Their addresses are sealed: who reads
/// the database learns none.</summary>
internal sealed class Subscribers(KeySeal seal, OutgoingMails mails)
{
    /// <summary>How long an address is kept that is not confirmed.</summary>
    public static readonly TimeSpan Unconfirmed = TimeSpan.FromDays(7);

    private const string Purpose = "subscriber";

    // Nobody's mailbox is to be filled.
    private const int MostMails = 3;

    /// <summary>Mails the link that confirms to an address that is not told yet.</summary>
    public async Task Invite(Transaction transaction, string email)
    {
        var mark = seal.Mark(email.ToLowerInvariant());
        var offered = new Subscriber(Guid.CreateVersion7(), email, SecretLink.NewSecret());
        transaction.Record("services/applications", null, null, "subscribers");
        await ForgetUnconfirmed(transaction, mark);
        var (id, closed) = await transaction.QueryOne("""
            INSERT INTO subscribers (id, address_mark, secret_hash, sealed, mails, create_time)
            VALUES ($1, $2, $3, $4, 1, $5)
            ON CONFLICT (address_mark) DO UPDATE SET mails = subscribers.mails + 1
            WHERE subscribers.confirm_time IS NULL AND subscribers.mails < $6
            RETURNING id, sealed
            """, row => (row.GetGuid(0), row.GetFieldValue<byte[]>(1)), offered.Id, mark,
            SecretLink.Hash(offered.Secret), Close(offered), transaction.Now, MostMails);
        if (closed is null)
            return;
        var subscriber = Open(id, closed);
        Write(transaction, subscriber, "SUBSCRIPTION", Texts.SubscriptionSubject, Texts.SubscriptionText.With(
            mails.Link($"/abonnement?token={subscriber.Secret}")));
    }

    /// <summary>The address of that link is told from now on; false for a link that is wrong or too old.</summary>
    public static Task<bool> Confirm(Transaction transaction, string secret) => transaction.QueryOne("""
        UPDATE subscribers SET confirm_time = COALESCE(confirm_time, $2)
        WHERE secret_hash = $1 AND (confirm_time IS NOT NULL OR create_time > $3)
        RETURNING true
        """, row => row.GetBoolean(0), SecretLink.Hash(secret), transaction.Now, transaction.Now - Unconfirmed);

    /// <summary>Forgets the address of that link, and what is not on its way to it yet; false for a wrong link.</summary>
    public async Task<bool> Forget(Transaction transaction, string secret)
    {
        var (id, closed) = await transaction.QueryOne(
            "DELETE FROM subscribers WHERE secret_hash = $1 RETURNING id, sealed",
            row => (row.GetGuid(0), row.GetFieldValue<byte[]>(1)), SecretLink.Hash(secret));
        if (closed is null)
            return false;
        mails.Forget(transaction, Open(id, closed).Email);
        return true;
    }

    /// <summary>Forgets addresses that were not confirmed in time; that one alone where one is given.</summary>
    public static Task<List<Guid>> ForgetUnconfirmed(Transaction transaction, byte[]? mark = null) => transaction.Query(
        """
        DELETE FROM subscribers
        WHERE confirm_time IS NULL AND create_time <= $1 AND ($2::bytea IS NULL OR address_mark = $2) RETURNING id
        """, row => row.GetGuid(0), transaction.Now - Unconfirmed, mark);

    /// <summary>Some who confirmed, after that one.</summary>
    public async Task<IReadOnlyList<Subscriber>> Next(Transaction transaction, Guid? after, int most) =>
        await transaction.Query("""
            SELECT id, sealed FROM subscribers
            WHERE confirm_time IS NOT NULL AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT $2 FOR SHARE
            """, row => Open(row.GetGuid(0), row.GetFieldValue<byte[]>(1)), after, most);

    /// <summary>Writes news of a call.</summary>
    public void Write(Transaction transaction, Subscriber subscriber, SubscriberNews news, Call call)
    {
        var (subject, text) = news.Kind switch
        {
            SubscriberNewsKind.Published => (Texts.CallPublishedSubject, Texts.CallPublishedText),
            SubscriberNewsKind.Extended => (Texts.CallExtendedSubject, Texts.CallExtendedText),
            SubscriberNewsKind.IntentsOpen => (Texts.IntentsOpenSubject, Texts.IntentsOpenText),
        };
        Write(transaction, subscriber, "CALL_NEWS", subject, Texts.UnsubscribeText.With(
            text.With(
                call.Title, Day(call.IntentOpenTime), Day(call.IntentDeadlineTime), mails.Link($"/appels/{call.Id}"),
                Day(call.EngagementDeadlineTime)),
            mails.Link($"/desabonnement?token={subscriber.Secret}")));
    }

    private void Write(Transaction transaction, Subscriber subscriber, string kind, Text subject, string text) =>
        mails.Write(
            transaction, new MailRecipient.Address(subscriber.Email, ""), new(kind, subject.Wording, text));

    private static string Day(DateTimeOffset time) =>
        Paris.DayOf(time).ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture);

    private byte[] Close(Subscriber subscriber) =>
        seal.Close(JsonSerializer.SerializeToUtf8Bytes(new Sealed(subscriber.Email, subscriber.Secret)), Purpose);

    private Subscriber Open(Guid id, byte[] closed)
    {
        var opened = JsonSerializer.Deserialize<Sealed>(seal.Open(closed, Purpose))!;
        return new(id, opened.Email, opened.Secret);
    }

    private sealed record Sealed(string Email, string Secret);
}
