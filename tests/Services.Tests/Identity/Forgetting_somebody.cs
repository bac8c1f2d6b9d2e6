using Grpc.Core;
using ProjetK.Identity.V1;
using ProjetK.Testing.Scenarios;
using Role = ProjetK.Auth.V1.Access.Types.Role;
using State = ProjetK.Identity.V1.Person.Types.State;

namespace ProjetK.Identity.Tests;

public sealed class Forgetting_somebody(ServicesStack stack)
{
    [Fact]
    public async Task leaves_nothing_but_an_id_and_tells_the_other_services()
    {
        var somebody = await Newcomer.Arrive(stack);
        await stack.Send<V1.AccessRequest>(Some.AccessRequest(somebody.Email));
        var tokens = await stack.SignIn(somebody.Email, Newcomer.Password);

        var erased = await Erase(somebody.Person.Name);

        Assert.Equal((State.Erased, "", ""), (erased.State, erased.Email, erased.DisplayName));
        Assert.Empty(erased.Roles);
        Assert.Equal("invalid_grant", (await stack.SignIn(somebody.Email, Newcomer.Password)).Error);
        Assert.Equal("invalid_grant", (await stack.Refresh(tokens)).Error);
        var told = await Eventually.Get(
            () => Task.FromResult(stack.Erased.Find(somebody.Id)), told => told is not null,
            "PersonErased");
        Assert.Equal(erased.EraseTime.ToDateTimeOffset(), told!.EraseTime);
        Assert.Empty(await stack.WhereIsStill(somebody.Email));
        Assert.Empty(await stack.WhereIsStill("Camille Exemple", about: somebody.Id));
    }

    [Fact]
    public async Task is_up_to_them()
    {
        var somebody = await Newcomer.Arrive(stack);
        var tokens = await stack.SignIn(somebody.Email, Newcomer.Password);
        using var client = new HttpClient { BaseAddress = stack.Gateway };
        client.DefaultRequestHeaders.Authorization = new("Bearer", tokens.AccessToken);
        var answer = await client.PostAsync(
            "/v1/people/me:erase", new StringContent("{}", null, "application/json"));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        Assert.Equal("invalid_grant", (await stack.SignIn(somebody.Email, Newcomer.Password)).Error);
    }

    [Fact]
    public async Task is_not_up_to_others()
    {
        var somebody = await Newcomer.Arrive(stack);
        var refused = await Refusal.Of(stack.Send<V1.Person>(
            new ErasePersonRequest { Name = somebody.Person.Name }, by: People.Manager));
        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), refused.Kind);
    }

    [Fact]
    public async Task happens_once()
    {
        var somebody = await Newcomer.Arrive(stack);
        await Erase(somebody.Person.Name);
        Assert.Equal("WRONG_STATE", (await Refusal.Of(Erase(somebody.Person.Name))).Reason);
    }

    [Fact]
    public async Task lets_the_same_address_come_back_as_somebody_else()
    {
        var somebody = await Newcomer.Arrive(stack);
        await Erase(somebody.Person.Name);
        await stack.Send<V1.Invitation>(Newcomer.Invitation(somebody.Email, Role.Auditor), by: Newcomer.Administrator);
        var another = await stack.Send<V1.Person>(new AcceptInvitationRequest
        {
            Token = await stack.Mails.SecretTo(somebody.Email, 2),
            Password = Newcomer.Password,
        });
        Assert.NotEqual(somebody.Person.Name, another.Name);
    }

    [Fact]
    public async Task can_be_preceded_by_taking_a_copy()
    {
        var somebody = await Newcomer.Arrive(stack);
        await stack.Send<V1.AccessRequest>(Some.AccessRequest(somebody.Email));
        var tokens = await stack.SignIn(somebody.Email, Newcomer.Password);
        await stack.SignIn(somebody.Email, "wrong");
        var (status, copy) = await stack.Get("/v1/people/me:export", tokens.AccessToken);
        Assert.Equal(200, status);
        Assert.Equal(somebody.Email, copy.GetProperty("person").GetProperty("email").GetString());
        Assert.Equal(1, copy.GetProperty("failedSignIns").GetInt32());
        Assert.Equal("projetk-cli", copy.GetProperty("sessions")[0].GetProperty("client").GetString());
        Assert.Single(copy.GetProperty("invitations").EnumerateArray());
        Assert.Single(copy.GetProperty("accessRequests").EnumerateArray());
    }

    [Fact]
    public async Task copies_say_where_they_are_signed_in()
    {
        var somebody = await Newcomer.Arrive(stack);
        using var browser = stack.NewBrowser();
        await browser.Open("/connect/sign-in");
        await browser.Submit(("Email", somebody.Email), ("Password", Newcomer.Password));
        Assert.Single((await Export()).SignInTimes);
        await browser.Submit();
        Assert.Empty((await Export()).SignInTimes);

        Task<V1.PersonExport> Export() => stack.Send<V1.PersonExport>(
            new ExportPersonRequest { Name = somebody.Person.Name }, by: Newcomer.Administrator);
    }

    private Task<V1.Person> Erase(string name) => stack.Send<V1.Person>(
        new ErasePersonRequest { Name = name }, by: Newcomer.Administrator);
}
