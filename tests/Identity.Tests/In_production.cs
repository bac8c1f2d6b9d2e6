using ProjetK.Identity.V1;
using ProjetK.Testing;

namespace ProjetK.Identity.Tests;

public sealed class In_production
{
    private const string Email = "premiere@syndicat.example";

    [Fact]
    public async Task there_is_nobody_but_the_first_administrator_whom_the_configuration_names()
    {
        var mails = Directory.CreateTempSubdirectory("projetk-mails-").FullName;
        await using var stack = new ProductionStack(mails);
        await stack.InitializeAsync();

        var people = await stack.Send<ListPeopleResponse>(new ListPeopleRequest(), by: IdentityStack.Administrator);
        Assert.Empty(people.People);
        var invited = await stack.Send<ListInvitationsResponse>(
            new ListInvitationsRequest(), by: IdentityStack.Administrator);
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

        var mail = await Eventually.Get(
            () => Task.FromResult(Directory.GetFiles(mails, "*.eml")), files => files.Length == 1, "the mail");
        var text = MimeKit.MimeMessage.Load(mail[0]).TextBody!;
        var secret = text.Split("token=")[1].Split((char[])['\r', '\n'])[0];
        var administrator = await stack.Send<V1.Person>(
            new AcceptInvitationRequest { Token = secret, Password = Some.Password }, by: People.Nobody);

        // Nobody can remove the last one, not even two who try at once or the person.
        var by = IdentityStack.Administrator;
        foreach (var attempt in new Func<Task>[]
        {
            () => stack.Send<V1.Person>(new RevokePersonRequest { Name = administrator.Name }, by: by),
            () => stack.Send<V1.Person>(new ErasePersonRequest { Name = administrator.Name }, by: by),
            () => stack.Send<V1.Person>(new UpdatePersonRequest
            {
                Person = new() { Name = administrator.Name, Etag = administrator.Etag, Roles = { Role.Auditor } },
            }, by: by),
        })
            Assert.Equal("LAST_ADMINISTRATOR", (await Refusal.Of(attempt())).Reason);
        Directory.Delete(mails, recursive: true);
    }

    private sealed class ProductionStack(string mails) : Stack
    {
        protected override IEnumerable<string> Arguments =>
            ["--environment=Production", $"--Mail:Folder={mails}", $"--Identity:Administrator:Email={Email}"];
    }
}
