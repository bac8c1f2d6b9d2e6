using System.Net;
using ProjetK.Ecosystem.V1;
using ProjetK.Identity.V1;
using ProjetK.SystemTests.Otlp;
using ProjetK.Testing.Scenarios;

namespace ProjetK.SystemTests;

public sealed class Keeping_people_out_of_telemetry(ServicesStack stack)
{
    private const string Plassac = "33325";

    [Fact]
    public async Task says_nothing_of_addresses_passwords_and_links_anywhere()
    {
        var newcomer = await Newcomer.Arrive(stack, Auth.V1.Access.Types.Role.Reviewer);
        var secret = await stack.Mails.SecretTo(newcomer.Email);
        var trace = new Trace(stack);
        foreach (var path in new[]
        {
            $"/connect/invitation?token={secret}", $"/v1/communes?query={Uri.EscapeDataString(newcomer.Email)}",
            $"/v1/people/{newcomer.Email}", $"/connect/nothing/{secret}?email={newcomer.Email}",
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path)
            {
                Headers = { { "traceparent", trace.Parent } },
            };
            using var response = await stack.Json.SendAsync(request);
        }
        await SignIn(newcomer.Email, Newcomer.Password);
        await SignIn(newcomer.Email, "a wrong password");
        var (link, ownLink, contact) = await InviteActor();

        // What was said before the last thing is sent before it, or soon after.
        await Eventually.Get(
            () => Task.FromResult(stack.Collector.Spans.Select(span => span.It.Name).ToHashSet()),
            names => names.Contains("EcosystemService/ConfirmCommitment"), "the last span");
        await trace.Received("identity");
        foreach (var word in new[]
        {
            newcomer.Email, Uri.EscapeDataString(newcomer.Email), newcomer.Email.Split('@')[0], secret, link, ownLink, contact,
            Newcomer.Password, Uri.EscapeDataString(Newcomer.Password), "a wrong password",
        })
            Assert.Null(stack.Collector.Find(word));
    }

    private async Task SignIn(string email, string password)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "password",
            ["client_id"] = "projetk-cli",
            ["username"] = email,
            ["password"] = password,
        });
        using var response = await stack.Json.PostAsync("/connect/token", form);
        Assert.NotEqual(HttpStatusCode.NotFound, response.StatusCode);
    }

    private async Task<(string Link, string OwnLink, string Contact)> InviteActor()
    {
        var candidacy = await Candidacy.Draft(await Round.Publish(stack), Plassac);
        await candidacy.SubmitIntent();
        await candidacy.AcceptIntent();
        var contact = $"contact.{Guid.NewGuid():N}@example.org";
        await Eventually.Holds(
            () => stack.Send<Territory>(new GetTerritoryRequest { Name = candidacy.Application.Territory }),
            "the territory");
        var actor = await stack.Send<Actor>(new CreateActorRequest
        {
            Actor = new()
            {
                DisplayName = "Les Compagnons",
                Kind = Actor.Types.Kind.Association,
                Commune = $"communes/{Plassac}",
                Contact = new() { Email = contact },
                Consent = new() { Contact = true },
            },
        }, by: candidacy.Mayor);
        var invited = await stack.Send<InviteActorResponse>(new InviteActorRequest
        {
            Parent = candidacy.Application.Territory,
            Actor = actor.Name,
            Brings = { Commitment.Types.Resource.Time },
        }, by: candidacy.Mayor);
        var token = await stack.Mails.SecretTo(contact);
        await stack.Send<RequestActorLinkResponse>(new RequestActorLinkRequest { Email = contact });
        var ownToken = await stack.Mails.SecretTo(contact, 2);
        await stack.Send<Actor>(new GetActorRequest { Name = actor.Name, Token = ownToken }, Wire.Json);
        await stack.Send<Commitment>(
            new ConfirmCommitmentRequest { Name = invited.Commitment.Name, Token = token });
        return (token, ownToken, contact);
    }
}
