using System.Text.RegularExpressions;
using Google.Protobuf.WellKnownTypes;
using ProjetK.Testing.Scenarios;

namespace ProjetK.Applications.Tests;

public sealed partial class Subscribing_to_calls(ServicesStack stack) : PlayedIn2023(stack)
{
    [Fact]
    public async Task tells_who_confirmed_until_they_want_no_more()
    {
        var email = Newcomer.NewAddress();
        await Subscribe(email);
        var token = await Stack.Mails.SecretTo(email);
        Assert.Equal("LINK_EXPIRED", (await Refusal.Of(Confirm("wrong"))).Reason);
        await Confirm(token);
        await Confirm(token);
        await Subscribe(email);

        var call = (await Round.Publish(Stack)).Call;
        await Stack.Send<V1.Call>(new V1.ExtendDeadlineRequest
        {
            Name = call,
            Deadline = V1.Deadline.Types.Kind.Intent,
            Time = Timestamp.FromDateTimeOffset(Deck.IntentDeadline.AddDays(7)),
            Reason = "Pont de l'Ascension.",
        });

        var news = await Eventually.Get(
            async () => (await Stack.Mails.To(email, 1)).Where(mail => mail.TextBody!.Contains($"/appels/{call[6..]}")).ToList(),
            mails => mails.Count >= 3, "what subscribers are told");
        Assert.Equal(
            [
                "Projet K : les lettres d'intention peuvent être déposées", "Projet K : un appel à coopération est publié",
                "Projet K : une échéance est reportée",
            ],
            news.Select(mail => mail.Subject).Order(StringComparer.Ordinal));
        var secret = Unsubscribing().Match(news[0].TextBody!).Groups[1].Value;
        var forgetting = new V1.UnsubscribeRequest { Token = secret };
        await Stack.Send<V1.UnsubscribeResponse>(forgetting, by: People.Nobody);
        Assert.Equal("LINK_EXPIRED", (await Refusal.Of(
            Stack.Send<V1.UnsubscribeResponse>(forgetting, by: People.Nobody))).Reason);
        Assert.Equal("LINK_EXPIRED", (await Refusal.Of(Confirm(token))).Reason);
    }

    [Fact]
    public async Task fills_no_mailbox_and_forgets_who_does_not_confirm()
    {
        var email = Newcomer.NewAddress();
        for (var time = 0; time < 5; time++)
            await Subscribe(email.ToUpperInvariant());
        var token = await Stack.Mails.SecretTo(email.ToUpperInvariant());
        Assert.Equal(3L, await Sql("applications",
            "SELECT mails::bigint FROM subscribers WHERE secret_hash = sha256(convert_to($1, 'UTF8'))", token));

        Stack.Clock.Advance(TimeSpan.FromDays(7));

        Assert.Equal("LINK_EXPIRED", (await Refusal.Of(Confirm(token))).Reason);
    }

    private Task<V1.SubscribeToCallsResponse> Subscribe(string email) => Stack.Send<V1.SubscribeToCallsResponse>(
        new V1.SubscribeToCallsRequest { Email = email }, by: People.Nobody);

    private Task<V1.ConfirmSubscriptionResponse> Confirm(string token) => Stack.Send<V1.ConfirmSubscriptionResponse>(
        new V1.ConfirmSubscriptionRequest { Token = token }, by: People.Nobody);

    [GeneratedRegex(@"/desabonnement\?token=([\w-]+)")]
    private static partial Regex Unsubscribing();
}
