using Npgsql;
using ProjetK.Identity.V1;
using ProjetK.Testing.Scenarios;
using Role = ProjetK.Auth.V1.Access.Types.Role;
using State = ProjetK.Identity.V1.Person.Types.State;

namespace ProjetK.Identity.Tests;

public sealed class Letting_time_pass(ServicesStack stack) : IDisposable
{
    public void Dispose() => stack.Clock.Return();

    [Fact]
    public async Task ends_an_invitation_after_a_week_and_forgets_it_a_month_later()
    {
        var email = Newcomer.NewAddress();
        var invitation = await stack.Send<V1.Invitation>(
            Newcomer.Invitation(email, Role.Auditor), by: Newcomer.Administrator);
        var secret = await stack.Mails.SecretTo(email);
        stack.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal("LINK_EXPIRED", (await Refusal.Of(stack.Send<V1.Person>(
            new AcceptInvitationRequest { Token = secret, Password = Newcomer.Password }))).Reason);
        Assert.Equal(V1.Invitation.Types.State.Expired, (await stack.Send<V1.Invitation>(
            new GetInvitationRequest { Name = invitation.Name }, by: Newcomer.Administrator)).State);
        stack.Clock.Advance(TimeSpan.FromDays(31));
        await Eventually.Holds(
            async () => Assert.Empty(await stack.WhereIsStill(email)), "the invitation to be deleted");
    }

    [Fact]
    public async Task erases_a_person_a_year_after_they_were_revoked()
    {
        var somebody = await Newcomer.Arrive(stack);
        await stack.Send<V1.Person>(
            new RevokePersonRequest { Name = somebody.Person.Name }, by: Newcomer.Administrator);
        stack.Clock.Advance(TimeSpan.FromDays(366));
        await Eventually.Get(
            () => stack.Send<V1.Person>(
                new GetPersonRequest { Name = somebody.Person.Name }, by: Newcomer.Administrator),
            person => person.State == State.Erased, "the person to be erased");
    }

    [Fact]
    public async Task erases_the_others_when_one_person_cannot_be_erased()
    {
        var (stuck, other) = (await Newcomer.Arrive(stack), await Newcomer.Arrive(stack));
        foreach (var somebody in (Newcomer[])[stuck, other])
            await stack.Send<V1.Person>(
                new RevokePersonRequest { Name = somebody.Person.Name }, by: Newcomer.Administrator);
        await using var database = new NpgsqlConnection(await stack.AdminConnectionString("identity"));
        await database.OpenAsync();
        await Execute($"ALTER TABLE people ADD CONSTRAINT stuck CHECK (id <> '{stuck.Id}' OR state <> 'ERASED')");
        try
        {
            stack.Clock.Advance(TimeSpan.FromDays(366));
            await Eventually.Get(
                () => stack.Send<V1.Person>(
                    new GetPersonRequest { Name = other.Person.Name }, by: Newcomer.Administrator),
                person => person.State == State.Erased, "the other to be erased");
        }
        finally
        {
            await Execute("ALTER TABLE people DROP CONSTRAINT stuck");
        }
        await Eventually.Get(
            () => stack.Send<V1.Person>(new GetPersonRequest { Name = stuck.Person.Name }, by: Newcomer.Administrator),
            person => person.State == State.Erased, "the first to be erased, too");

        async Task Execute(string sql)
        {
            await using var command = new NpgsqlCommand(sql, database);
            await command.ExecuteNonQueryAsync();
        }
    }

    [Fact]
    public async Task does_what_was_foretold()
    {
        var email = Newcomer.NewAddress();
        var asked = await stack.Send<V1.AccessRequest>(Some.AccessRequest(email));
        var foretold = await stack.Send<ListRetentionResponse>(new ListRetentionRequest(), by: People.Auditor);
        Assert.Equal(4, foretold.Retention.Count);
        var requests = foretold.Retention.Single(kind => kind.Kind == V1.Retention.Types.Kind.AccessRequests);
        Assert.Equal(90, requests.KeepDays);
        Assert.InRange(requests.Count, 1, long.MaxValue);
        Assert.True(requests.NextDeleteTime.ToDateTimeOffset() <= asked.UpdateTime.ToDateTimeOffset().AddDays(90));

        stack.Clock.Advance(TimeSpan.FromDays(91));
        await Eventually.Holds(
            async () => Assert.Empty(await stack.WhereIsStill(email)), "the request to be deleted");
    }
}
