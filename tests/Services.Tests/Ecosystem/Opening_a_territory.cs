using ProjetK.Events;

namespace ProjetK.Ecosystem.Tests;

public sealed class Opening_a_territory(ServicesStack services)
{
    private readonly EcosystemHost host = services.Ecosystem;

    private Task<long> Announcements(Guid territory) => Task.FromResult(
        (long)host.Bus.Heard<TerritoryOpened>().Count(opened => opened.TerritoryId == territory));

    private Task UntilHandled(Guid messageId) => Until.True(
        async () => await host.Value<bool>("SELECT EXISTS (SELECT FROM inbox WHERE message_id = $1)", messageId),
        $"the message {messageId} is handled");

    private Task UntilAnnounced(Guid territory) => Until.True(
        async () => await Announcements(territory) > 0, $"the opening of {territory} is announced");

    private static ApplicationWithdrawn Withdrawal(IntentAccepted letter, long version) =>
        new(letter.ApplicationId, letter.TerritoryId, letter.Call, letter.AcceptTime, version);

    [Fact]
    public async Task follows_who_applies_whatever_the_order_in_which_it_is_heard()
    {
        var letter = Scene.Letter();
        ApplicantChanged Change(string commune, long version) => new(
            letter.ApplicationId, letter.TerritoryId, [commune], 1000 + (int)version, DateTimeOffset.UnixEpoch, version);
        async Task<V1.Territory> Until(string commune)
        {
            await Tests.Until.True(
                async () => (await host.Find($"territories/{letter.TerritoryId}"))?.Communes[0] == $"communes/{commune}",
                $"the territory is of {commune}");
            return (await host.Find($"territories/{letter.TerritoryId}"))!;
        }
        await host.Bus.Publish(Change("33325", 5));
        await host.Bus.Publish(letter);
        Assert.Equal(1005, (await Until("33325")).Population);
        await host.Bus.Publish(Change("33548", 7));
        await Until("33548");
        await host.Bus.Publish(Change("33191", 6));
        await host.Bus.Publish(Change("33166", 8));
        Assert.Equal(1008, (await Until("33166")).Population);
    }

    [Fact]
    public async Task by_an_accepted_letter_shows_what_the_letter_says()
    {
        var letter = Scene.Letter();
        await host.Bus.Publish(letter);
        var name = await host.Stage(letter.TerritoryId, V1.Territory.Types.Stage.Candidate);
        var territory = (await host.Find(name))!;
        Assert.Equal(("Tauriac", 1342, "calls/2023", $"applications/{letter.ApplicationId}"),
            (territory.DisplayName, territory.Population, territory.Call, territory.Application));
        Assert.Equal(["communes/33525"], territory.Communes);
        Assert.Equal(["sobriety"], territory.Profile.Values);
        Assert.NotEmpty(territory.Etag);
    }

    [Fact]
    public async Task is_announced()
    {
        var letter = Scene.Letter();
        await host.Bus.Publish(letter);
        await UntilAnnounced(letter.TerritoryId);
        var opened = Assert.Single(
            host.Bus.Heard<TerritoryOpened>(), opened => opened.TerritoryId == letter.TerritoryId);
        Assert.Equal((letter.ApplicationId, 1L), (opened.ApplicationId, opened.Version));
    }

    [Fact]
    public async Task by_the_same_message_many_times_at_once_happens_once()
    {
        var letter = Scene.Letter();
        var messageId = Guid.CreateVersion7();
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => host.Bus.Publish(letter, messageId)));
        await UntilAnnounced(letter.TerritoryId);
        Assert.Equal((1L, 1L, 0L), await Traces(letter));
    }

    [Fact]
    public async Task by_two_messages_of_the_same_letter_at_once_happens_once()
    {
        var letter = Scene.Letter();
        Guid[] messages = [Guid.CreateVersion7(), Guid.CreateVersion7()];
        await Task.WhenAll(messages.Select(message => host.Bus.Publish(letter, message)));
        foreach (var message in messages)
            await UntilHandled(message);
        await UntilAnnounced(letter.TerritoryId);
        Assert.Equal((1L, 1L, 0L), await Traces(letter));
    }

    // Version of the territory, announcements heard, announcements still to come.
    private async Task<(long, long, long)> Traces(IntentAccepted letter)
    {
        await Until.True(async () => await Waiting(letter) == 0, "nothing waits to be announced");
        return (
            await host.Value<long>("SELECT version FROM territories WHERE id = $1", letter.TerritoryId),
            await Announcements(letter.TerritoryId), await Waiting(letter));
    }

    private Task<long> Waiting(IntentAccepted letter) =>
        host.Value<long>(
        "SELECT count(*) FROM outbox WHERE body::text LIKE '%' || $1 || '%'", letter.TerritoryId.ToString());

    [Fact]
    public async Task whose_application_is_withdrawn_makes_it_dormant()
    {
        var letter = Scene.Letter();
        await host.Bus.Publish(letter);
        await host.Stage(letter.TerritoryId, V1.Territory.Types.Stage.Candidate);
        await host.Bus.Publish(Withdrawal(letter, 5));
        await host.Stage(letter.TerritoryId, V1.Territory.Types.Stage.Dormant);
    }

    [Fact]
    public async Task whose_application_lapses_makes_it_dormant()
    {
        var letter = Scene.Letter();
        await host.Bus.Publish(letter);
        await host.Stage(letter.TerritoryId, V1.Territory.Types.Stage.Candidate);
        await host.Bus.Publish(new ApplicationLapsed(
            letter.ApplicationId, letter.TerritoryId, letter.Call, letter.AcceptTime, 5));
        await host.Stage(letter.TerritoryId, V1.Territory.Types.Stage.Dormant);
    }

    [Fact]
    public async Task after_its_withdrawal_was_heard_opens_it_dormant()
    {
        var letter = Scene.Letter();
        var withdrawn = Guid.CreateVersion7();
        await host.Bus.Publish(Withdrawal(letter, 5), withdrawn);
        await UntilHandled(withdrawn);
        Assert.Null(await host.Find($"territories/{letter.TerritoryId}"));
        await host.Bus.Publish(letter);
        await host.Stage(letter.TerritoryId, V1.Territory.Types.Stage.Dormant);
    }

    [Fact]
    public async Task and_withdrawing_at_the_same_time_ends_dormant()
    {
        var letters = Enumerable.Range(0, 20).Select(_ => Scene.Letter()).ToArray();
        await Task.WhenAll(letters.SelectMany(letter =>
            new[] { host.Bus.Publish(letter), host.Bus.Publish(Withdrawal(letter, 5)) }));
        foreach (var letter in letters)
            await host.Stage(letter.TerritoryId, V1.Territory.Types.Stage.Dormant);
    }

    [Fact]
    public async Task again_in_a_later_wave_wakes_it()
    {
        var letter = Scene.Letter();
        await host.Bus.Publish(letter);
        await host.Bus.Publish(Withdrawal(letter, 5));
        await host.Stage(letter.TerritoryId, V1.Territory.Types.Stage.Dormant);
        var renewed = Scene.Letter(letter.TerritoryId, Guid.CreateVersion7(), "2026", 9);
        await host.Bus.Publish(renewed);
        var territory = (await host.Find(await host.Stage(letter.TerritoryId, V1.Territory.Types.Stage.Candidate)))!;
        Assert.Equal(("calls/2026", $"applications/{renewed.ApplicationId}"), (territory.Call, territory.Application));
    }

    [Fact]
    public async Task by_an_older_version_is_no_error_and_changes_nothing()
    {
        var letter = Scene.Letter(version: 9);
        await host.Bus.Publish(letter);
        await host.Stage(letter.TerritoryId, V1.Territory.Types.Stage.Candidate);
        var older = Guid.CreateVersion7();
        await host.Bus.Publish(letter with { DisplayName = "Ancien nom", Version = 2 }, older);
        await UntilHandled(older);
        Assert.Equal("Tauriac", (await host.Find($"territories/{letter.TerritoryId}"))!.DisplayName);
    }
}
