using ProjetK.Testing.Scenarios;
using Delivery = ProjetK.Applications.V1.Notification.Types.Delivery;
using Kind = ProjetK.Applications.V1.Notification.Types.Kind;
using Role = ProjetK.Auth.V1.Access.Types.Role;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.Applications.Tests;

public sealed class Notifying(ServicesStack stack) : PlayedIn2023(stack)
{
    private const string Puisseguin = "33342", Lussac = "33261", SaintRomainlaVirve = "33470";

    [Fact]
    public async Task tells_a_burst_in_one_mail_and_says_that_it_was_sent()
    {
        var somebody = await Newcomer.Arrive(Stack, Role.Applicant, Puisseguin);
        var candidacy = await (await Candidacy.Draft(await Round.Publish(Stack), Puisseguin)).Reach(State.Preparation);
        Assert.Equal([Kind.IntentAccepted, Kind.IntentSubmitted], (await Of(candidacy, somebody.Self)).Select(one => one.Kind));
        await Eventually.Get(
            () => Sql("applications", "SELECT count(*) FROM notification_mails WHERE person = $1", somebody.Id),
            count => count is 2L, "mails to be decided");
        Stack.Clock.Advance(TimeSpan.FromMinutes(6));

        // The first is the invitation.
        var mail = (await Stack.Mails.To(somebody.Email, 2))[1];
        Assert.Contains("la lettre d'intention est déposée", mail.TextBody);
        Assert.Contains("la lettre d'intention est acceptée", mail.TextBody);
        Assert.StartsWith("Bonjour Camille Exemple,", mail.TextBody);
        var told = await Eventually.Get(
            () => Of(candidacy, somebody.Self), told => told.All(one => one.Delivery == Delivery.Sent), "it to be sent");
        Assert.Equal(2, (await Stack.Mails.To(somebody.Email, 2)).Count);

        await Stack.Send<V1.MarkNotificationsReadResponse>(
            new V1.MarkNotificationsReadRequest { Names = { told[0].Name } }, by: somebody.Self);
        Assert.NotNull((await Of(candidacy, somebody.Self))[0].ReadTime);
        Assert.Null((await Of(candidacy, somebody.Self))[1].ReadTime);
    }

    [Fact]
    public async Task reminds_once_of_each_day_before_a_deadline()
    {
        var candidacy = await Candidacy.Draft(await Round.Publish(Stack), Lussac);
        foreach (var days in (int[])[14, 7, 2])
        {
            Stack.Clock.Travel(Deck.IntentDeadline.AddDays(-days).AddHours(1));
            var expected = days switch { 14 => 1, 7 => 2, _ => 3 };
            await Eventually.Get(
                () => Of(candidacy, candidacy.Mayor), told => told.Count >= expected, $"the reminder {days} days before");
        }
        Assert.All(await Of(candidacy, candidacy.Mayor), one => Assert.Equal(
            (Kind.IntentDeadline, Deck.IntentDeadline), (one.Kind, one.DueTime.ToDateTimeOffset())));
        Assert.Equal(3, (await Of(candidacy, candidacy.Mayor)).Count);
    }

    [Fact]
    public async Task says_nothing_of_a_selection_before_it_is_announced()
    {
        var candidacy = await (await Candidacy.Draft(await Round.Publish(Stack), SaintRomainlaVirve)).Reach(State.Selected);
        Assert.DoesNotContain(await Of(candidacy, candidacy.Mayor), one => one.Kind == Kind.Selected);
    }

    [Fact]
    public async Task goes_by_the_rhythm_that_somebody_wants()
    {
        var somebody = People.MayorOf(Lussac);
        var settings = await Stack.Send<V1.NotificationSettings>(new V1.GetNotificationSettingsRequest(), by: somebody);
        settings.Rhythm = V1.NotificationSettings.Types.Rhythm.Weekly;
        var updated = await Stack.Send<V1.NotificationSettings>(
            new V1.UpdateNotificationSettingsRequest { NotificationSettings = settings }, by: somebody);
        Assert.Equal(settings.Rhythm, updated.Rhythm);
        Assert.Equal("ETAG_MISMATCH", (await Refusal.Of(Stack.Send<V1.NotificationSettings>(
            new V1.UpdateNotificationSettingsRequest { NotificationSettings = settings }, by: somebody))).Reason);
        Assert.Equal(updated, await Stack.Send<V1.NotificationSettings>(
            new V1.GetNotificationSettingsRequest(), by: somebody));
    }

    private async Task<List<V1.Notification>> Of(Candidacy candidacy, Person person) =>
        [.. (await Stack.Send<V1.ListNotificationsResponse>(
            new V1.ListNotificationsRequest { PageSize = 1000, Application = candidacy.Name }, by: person)).Notifications];
}
