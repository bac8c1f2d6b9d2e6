using Grpc.Core;
using ProjetK.Identity.V1;
using ProjetK.Testing.Scenarios;
using Role = ProjetK.Auth.V1.Access.Types.Role;
using State = ProjetK.Identity.V1.Person.Types.State;

namespace ProjetK.Identity.Tests;

public sealed class Managing_people(ServicesStack stack)
{
    [Theory, InlineData("manager"), InlineData("finance"), InlineData("reviewer1"), InlineData("facilitator"),
        InlineData("auditor"), InlineData("administrator"), InlineData("maire.33525")]
    public async Task everybody_may_look_at_themselves(string name)
    {
        var tokens = await stack.SignIn($"{name}@projetk.test", "projetk");
        var (status, me) = await stack.Get("/v1/people/me", tokens.AccessToken);
        Assert.Equal((200, tokens.Claims.GetProperty("sub").GetString()), (status, me.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task others_are_not_there_for_those_who_manage_nobody()
    {
        var somebody = await Newcomer.Arrive(stack);
        var tokens = await stack.SignIn("reviewer1@projetk.test", "projetk");
        Assert.Equal(404, (await stack.Get($"/v1/{somebody.Person.Name}", tokens.AccessToken)).Status);
        Assert.Equal(403, (await stack.Get("/v1/people", tokens.AccessToken)).Status);
        Assert.Equal(401, (await stack.Get("/v1/people/me")).Status);
    }

    [Fact]
    public async Task those_who_must_know_who_did_what_read_the_names_of_who_runs_the_call_and_no_more()
    {
        var (manager, reviewer) = (await Newcomer.Arrive(stack, Role.Manager), await Newcomer.Arrive(stack));
        foreach (var role in (Role[])[Role.Finance, Role.Auditor, Role.Facilitator])
        {
            var seen = await stack.Send<V1.Person>(
                new GetPersonRequest { Name = manager.Person.Name }, by: People.In(role));
            Assert.Equal(
                new() { Name = manager.Person.Name, DisplayName = "Camille Exemple", Roles = { Role.Manager } }, seen);
            Assert.Equal("NOT_FOUND", (await Refusal.Of(stack.Send<V1.Person>(
                new GetPersonRequest { Name = reviewer.Person.Name }, by: People.In(role)))).Reason);
        }
    }

    [Fact]
    public async Task a_manager_reads_and_changes_nothing()
    {
        var somebody = await Newcomer.Arrive(stack);
        Assert.Equal(somebody.Person.Name, (await stack.Send<V1.Person>(
            new GetPersonRequest { Name = somebody.Person.Name }, by: People.Manager)).Name);
        var refused = await Refusal.Of(stack.Send<V1.Person>(
            new RevokePersonRequest { Name = somebody.Person.Name }, by: People.Manager));
        Assert.Equal("PERMISSION_DENIED", refused.Reason);
    }

    [Fact]
    public async Task people_are_listed_by_role_commune_and_state()
    {
        var somebody = await Newcomer.Arrive(stack, Role.Applicant, "33001");
        var listed = await stack.Send<ListPeopleResponse>(new ListPeopleRequest
        {
            Role = Role.Applicant,
            Commune = "communes/33001",
            State = State.Active,
        }, Wire.Json, People.Manager);
        Assert.Contains(somebody.Person, listed.People);
        Assert.All(listed.People, person => Assert.Contains("communes/33001", person.Communes));
    }

    [Fact]
    public async Task roles_and_communes_change_with_the_version_that_was_read()
    {
        var somebody = await Newcomer.Arrive(stack);
        var request = new UpdatePersonRequest
        {
            Person = new()
            {
                Name = somebody.Person.Name,
                Etag = somebody.Person.Etag,
                Roles = { Role.Applicant },
                Communes = { "communes/33525" },
            },
        };
        var updated = await stack.Send<V1.Person>(request, by: Newcomer.Administrator);
        Assert.Equal([Role.Applicant], updated.Roles);
        Assert.Equal(somebody.Person.DisplayName, updated.DisplayName);
        var stale = await Refusal.Of(stack.Send<V1.Person>(request, by: Newcomer.Administrator));
        Assert.Equal((StatusCode.Aborted, "ETAG_MISMATCH"), stale.Kind);
    }

    [Fact]
    public async Task what_makes_no_sense_is_refused_at_once()
    {
        var somebody = await Newcomer.Arrive(stack);
        var refused = await Refusal.Of(stack.Send<V1.Person>(new UpdatePersonRequest
        {
            Person = new()
            {
                Name = somebody.Person.Name,
                Etag = somebody.Person.Etag,
                Roles = { Role.Applicant },
            },
            UpdateMask = new() { Paths = { "display_name", "roles" } },
        }, by: Newcomer.Administrator));
        Assert.Equal(["person.display_name", "person.communes"], refused.Fields);
    }

    [Fact]
    public async Task revoking_ends_sessions_and_refresh_tokens_at_once()
    {
        var somebody = await Newcomer.Arrive(stack);
        var tokens = await stack.SignIn(somebody.Email, Newcomer.Password);
        using var browser = stack.NewBrowser();
        await browser.Open("/connect/sign-in");
        await browser.Submit(("Email", somebody.Email), ("Password", Newcomer.Password));
        Assert.Contains("<h1>Votre compte</h1>", browser.Page);

        var revoked = await Revoke(somebody.Person.Name);
        Assert.Equal(State.Revoked, revoked.State);
        Assert.NotNull(revoked.RevokeTime);
        Assert.Equal("invalid_grant", (await stack.Refresh(tokens)).Error);
        Assert.Equal("invalid_grant", (await stack.SignIn(somebody.Email, Newcomer.Password)).Error);
        await browser.Open("/connect/account");
        Assert.Contains("<h1>Se connecter</h1>", browser.Page);
        Assert.Equal("WRONG_STATE", (await Refusal.Of(Revoke(somebody.Person.Name))).Reason);
    }

    [Fact]
    public async Task an_administrator_invites_back_who_was_revoked_and_nobody_else_does()
    {
        var somebody = await Newcomer.Arrive(stack, Role.Applicant, "33525");
        await Revoke(somebody.Person.Name);
        var again = Newcomer.Invitation(somebody.Email, Role.Applicant, "33525");
        Assert.Equal("PERSON_EXISTS", (await Refusal.Of(
            stack.Send<V1.Invitation>(again, by: People.Manager))).Reason);
        await stack.Send<V1.Invitation>(again, by: Newcomer.Administrator);
        var back = await stack.Send<V1.Person>(new AcceptInvitationRequest
        {
            Token = await stack.Mails.SecretTo(somebody.Email, 2),
            Password = "encore une autre phrase",
        });
        Assert.Equal((somebody.Person.Name, State.Active), (back.Name, back.State));
        Assert.Equal(200, (await stack.SignIn(somebody.Email, "encore une autre phrase")).Status);
    }

    [Fact]
    public async Task somebody_unknown_is_not_found()
    {
        var refused = await Refusal.Of(Revoke($"people/{Guid.NewGuid()}"));
        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), refused.Kind);
    }

    private Task<V1.Person> Revoke(string name) => stack.Send<V1.Person>(
        new RevokePersonRequest { Name = name }, by: Newcomer.Administrator);
}
