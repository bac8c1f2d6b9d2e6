using System.Text.Json;

namespace ProjetK.Applications;

/// <summary>Writes to those who want to be told of calls. Their addresses are sealed: who reads the database learns
/// none.</summary>
internal sealed class Subscribers(KeySeal seal, OutgoingMails mails)
{
    private const string Purpose = "subscriber";

    // Nobody's mailbox is to be filled.
    private const int MostMails = 3;

    /// <summary>Mails the link that confirms to an address that is not told yet.</summary>
    public async Task Invite(Transaction transaction, string email)
    {
        var mark = seal.Mark(email.ToLowerInvariant());
        var offered = new Subscriber(Guid.CreateVersion7(), email, SecretLink.NewSecret());
        transaction.Record("services/applications", null, null, "subscribers");
        await SubscriberTable.ForgetUnconfirmed(transaction, mark);
        var (id, closed) = await SubscriberTable.Invite(transaction, offered, mark, Close(offered), MostMails);
        if (closed is null)
            return;
        var subscriber = Open(id, closed);
        Write(transaction, subscriber, "SUBSCRIPTION", Texts.SubscriptionSubject, Texts.SubscriptionText.With(
            mails.Link($"/abonnement?token={subscriber.Secret}")));
    }

    /// <summary>Forgets the address of that link, and what is not on its way to it yet; false for a wrong link.</summary>
    public async Task<bool> Forget(Transaction transaction, string secret)
    {
        var (id, closed) = await SubscriberTable.Delete(transaction, secret);
        if (closed is null)
            return false;
        mails.Forget(transaction, Open(id, closed).Email);
        return true;
    }

    /// <summary>Some who confirmed, after that one.</summary>
    public async Task<IReadOnlyList<Subscriber>> Next(Transaction transaction, Guid? after, int most) =>
        [.. (await SubscriberTable.Next(transaction, after, most)).Select(one => Open(one.Id, one.Sealed))];

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
