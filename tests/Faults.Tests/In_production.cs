using ProjetK.Identity.V1;
using ProjetK.Testing.Scenarios;
using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.FaultTests;

public sealed class In_production
{
    private const string Email = "premiere@syndicat.example";

    [Fact]
    public async Task there_is_nobody_but_the_first_administrator_whom_the_configuration_names()
    {
        await using var stack = new ProductionStack();
        await stack.InitializeAsync();

        var people = await stack.Send<ListPeopleResponse>(new ListPeopleRequest(), by: Newcomer.Administrator);
        Assert.Empty(people.People);
        var invited = await stack.Send<ListInvitationsResponse>(
            new ListInvitationsRequest(), by: Newcomer.Administrator);
        var first = Assert.Single(invited.Invitations);
        Assert.Equal((Email, "services/identity"), (first.Email, first.Inviter));
        Assert.Equal([Role.Administrator], first.Roles);

        using var client = new HttpClient { BaseAddress = stack.Json.BaseAddress };
        var answer = await client.PostAsync("/connect/token", new FormUrlEncodedContent(
        [
            new("grant_type", "password"), new("client_id", "projetk-cli"),
            new("username", "administrator@projetk.test"), new("password", "projetk"),
        ]));
        Assert.Contains("unsupported_grant_type", await answer.Content.ReadAsStringAsync());

        var administrator = await stack.Send<Identity.V1.Person>(
            new AcceptInvitationRequest { Token = await stack.Mails.SecretTo(Email), Password = Newcomer.Password },
            by: People.Nobody);

        await NobodyRemovesTheLast(stack, administrator);
        await OfTwoOneStays(stack, administrator);
    }

    private static async Task NobodyRemovesTheLast(Stack stack, Identity.V1.Person administrator)
    {
        var by = Newcomer.Administrator;
        foreach (var attempt in new Func<Task>[]
        {
            () => stack.Send<Identity.V1.Person>(new RevokePersonRequest { Name = administrator.Name }, by: by),
            () => stack.Send<Identity.V1.Person>(new ErasePersonRequest { Name = administrator.Name }, by: by),
            () => stack.Send<Identity.V1.Person>(new UpdatePersonRequest
            {
                Person = new() { Name = administrator.Name, Etag = administrator.Etag, Roles = { Role.Auditor } },
            }, by: by),
        })
            Assert.Equal("LAST_ADMINISTRATOR", (await Refusal.Of(attempt())).Reason);
    }

    /// <summary>Two administrators who revoke each other at the same time.</summary>
    private static async Task OfTwoOneStays(Stack stack, Identity.V1.Person first)
    {
        var email = Newcomer.NewAddress();
        await stack.Send<Identity.V1.Invitation>(Newcomer.Invitation(email, Role.Administrator), by: Newcomer.Administrator);
        var second = await stack.Send<Identity.V1.Person>(
            new AcceptInvitationRequest { Token = await stack.Mails.SecretTo(email), Password = Newcomer.Password });
        var outcomes = await Task.WhenAll(new[] { first, second }.Select(async person =>
        {
            var revoking = stack.Send<Identity.V1.Person>(
                new RevokePersonRequest { Name = person.Name }, by: Newcomer.Administrator);
            await Task.WhenAny(revoking);
            return revoking.IsFaulted ? (await Refusal.Of(revoking)).Reason : "";
        }));
        Assert.Equal(["", "LAST_ADMINISTRATOR"], outcomes.Order());
    }

    private sealed class ProductionStack : Stack
    {
        protected override IEnumerable<string> Arguments =>
            ["--environment=Production", $"--Identity:Administrator:Email={Email}"];
    }
}
