using Grpc.Core;
using ProjetK.Identity.V1;
using ProjetK.Testing.Scenarios;
using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Identity.Tests;

public sealed class Addressing_mails(ServicesStack stack)
{
    private readonly V1.IdentityService.IdentityServiceClient identity = new(stack.Channel("identity"));

    [Fact]
    public async Task finds_people_by_id()
    {
        var (one, two, gone) = (
            await Newcomer.Arrive(stack), await Newcomer.Arrive(stack), await Newcomer.Arrive(stack));
        await stack.Send<V1.Person>(new RevokePersonRequest { Name = gone.Person.Name }, by: Newcomer.Administrator);
        var found = await List(new()
        {
            People = { one.Person.Name, two.Person.Name, gone.Person.Name, $"people/{Guid.NewGuid()}" },
        });
        Assert.Equal(
            ((string, string, string)[])[.. ((Newcomer[])[one, two]).OrderBy(somebody => somebody.Person.Name)
                .Select(somebody => (somebody.Person.Name, somebody.Email, "Camille Exemple"))],
            found.Recipients.Select(recipient => (recipient.Person, recipient.Email, recipient.DisplayName)));
    }

    [Fact]
    public async Task finds_people_by_role_and_commune_page_by_page()
    {
        var here = new[]
        {
            await Newcomer.Arrive(stack, Role.Applicant, "33003"),
            await Newcomer.Arrive(stack, Role.Applicant, "33003"),
        };
        await Newcomer.Arrive(stack, Role.Facilitator, "33003");
        await Newcomer.Arrive(stack, Role.Applicant, "33001");
        var request = new ListRecipientsRequest { Role = Role.Applicant, Commune = "communes/33003", PageSize = 1 };
        var found = new List<string>();
        do
        {
            var page = await List(request);
            found.AddRange(page.Recipients.Select(recipient => recipient.Email));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        Assert.Equal(here.Select(somebody => somebody.Email).Order(), found.Order());
    }

    [Fact]
    public async Task is_for_services_alone()
    {
        foreach (var role in (Role[])[Role.Administrator, Role.Manager, Role.Applicant])
            Assert.Equal("PERMISSION_DENIED", (await Refusal.Of(stack.Send<ListRecipientsResponse>(
                new ListRecipientsRequest { Role = Role.Manager }, by: People.In(role)))).Reason);
    }

    [Fact]
    public async Task needs_to_be_told_for_whom()
    {
        Assert.Equal(["people"], (await Refusal.Of(List(new()))).Fields);
        Assert.Equal(["commune"], (await Refusal.Of(List(
            new() { People = { $"people/{Guid.NewGuid()}" }, Commune = "communes/33525" }))).Fields);
        Assert.Equal(["people[0]"], (await Refusal.Of(List(new() { People = { "people/me" } }))).Fields);
        Assert.Equal(["people"], (await Refusal.Of(List(
            new() { People = { Enumerable.Range(0, 101).Select(_ => $"people/{Guid.NewGuid()}") } }))).Fields);
    }

    private async Task<ListRecipientsResponse> List(ListRecipientsRequest request) =>
        await identity.ListRecipientsAsync(request, new Metadata { { "authorization", $"Bearer {stack.Tokens.Make("funding")}" } });
}
