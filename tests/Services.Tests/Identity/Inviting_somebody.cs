using System.Net;
using Grpc.Core;
using ProjetK.Identity.V1;
using ProjetK.Testing.Scenarios;
using Role = ProjetK.Auth.V1.Access.Types.Role;
using State = ProjetK.Identity.V1.Invitation.Types.State;

namespace ProjetK.Identity.Tests;

public sealed class Inviting_somebody(ServicesStack stack) : IDisposable
{
    private readonly Browser browser = stack.NewBrowser();
    private readonly string email = Newcomer.NewAddress();

    public void Dispose() => browser.Dispose();

    [Fact]
    public async Task sends_a_link_by_which_they_choose_a_password_and_sign_in()
    {
        await Invite(Role.Applicant, "33525");
        await browser.Open((await stack.Mails.LinkTo(email)).OriginalString);
        Assert.Contains(email, browser.Page);
        await browser.Submit(("Password", Newcomer.Password), ("Repeated", Newcomer.Password));
        Assert.Contains("Votre compte est ouvert", browser.Page);
        await browser.Submit(("Email", email.ToUpperInvariant()), ("Password", Newcomer.Password));
        Assert.Contains("<h1>Votre compte</h1>", browser.Page);
        Assert.Contains("33525", browser.Page);
        var tokens = await stack.SignIn(email, Newcomer.Password);
        Assert.Equal(["applicant"], tokens.List("role"));
        Assert.Equal(["33525"], tokens.List("commune"));
    }

    [Fact]
    public async Task sends_a_link_that_works_once()
    {
        var invitation = await Invite();
        var link = (await stack.Mails.LinkTo(email)).OriginalString;
        await browser.Open(link);
        await browser.Submit(("Password", Newcomer.Password), ("Repeated", Newcomer.Password));
        await browser.Open(link);
        Assert.Contains("<h1>Invitation périmée</h1>", browser.Page);
        var refused = await Refusal.Of(Accept(link.Split("token=")[1]));
        Assert.Equal((StatusCode.FailedPrecondition, "LINK_EXPIRED"), refused.Kind);
        var after = await stack.Send<V1.Invitation>(
            new GetInvitationRequest { Name = invitation.Name }, by: Newcomer.Administrator);
        Assert.Equal((State.Accepted, ""), (after.State, after.Email));
        Assert.StartsWith("people/", after.Person);
    }

    [Fact]
    public async Task sends_a_mail_in_French_to_them_alone()
    {
        await Invite();
        var mail = Assert.Single(await stack.Mails.To(email));
        Assert.Equal("Projet K : votre invitation", mail.Subject);
        Assert.Contains("Bonjour Camille Exemple", mail.TextBody);
        Assert.Contains("http://projetk.test/connect/invitation?token=", mail.TextBody);
        Assert.Empty(mail.Cc);
    }

    [Fact]
    public async Task says_what_is_wrong_with_a_password_and_keeps_the_link()
    {
        await Invite();
        await browser.Open((await stack.Mails.LinkTo(email)).OriginalString);
        await browser.Submit(("Password", "trop court"), ("Repeated", "autre"));
        Assert.Contains("Choisissez au moins 12 caractères", WebUtility.HtmlDecode(browser.Page));
        Assert.Contains("Les deux mots de passe sont différents.", WebUtility.HtmlDecode(browser.Page));
        await browser.Submit(("Password", Newcomer.Password), ("Repeated", Newcomer.Password));
        Assert.Contains("Votre compte est ouvert", browser.Page);
    }

    [Fact]
    public async Task a_weak_password_is_refused_over_every_wire()
    {
        await Invite();
        var refused = await Refusal.Of(stack.Send<V1.Person>(new AcceptInvitationRequest
        {
            Token = await stack.Mails.SecretTo(email),
            Password = "aaaaaaaaaaaaaaaaaaaaaa",
        }, Wire.Json));
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_FIELD"), refused.Kind);
        Assert.Equal(["password"], refused.Fields);
    }

    [Fact]
    public async Task again_renews_the_link()
    {
        var first = await Invite();
        var dead = await stack.Mails.SecretTo(email);
        var second = await Invite();
        Assert.Equal(first.Name, second.Name);
        var live = await stack.Mails.SecretTo(email, 2);
        Assert.NotEqual(dead, live);
        Assert.Equal("LINK_EXPIRED", (await Refusal.Of(Accept(dead))).Reason);
        await Accept(live);
    }

    [Fact]
    public async Task a_retry_sends_no_second_mail()
    {
        var request = Newcomer.Invitation(email, Role.Auditor);
        request.RequestId = Guid.NewGuid().ToString();
        var first = await stack.Send<V1.Invitation>(request, by: Newcomer.Administrator);
        Assert.Equal(first, await stack.Send<V1.Invitation>(request, by: Newcomer.Administrator));
        await Accept(await stack.Mails.SecretTo(email));
        Assert.Single(await stack.Mails.To(email));
    }

    [Fact]
    public async Task who_has_an_account_is_refused()
    {
        var somebody = await Newcomer.Arrive(stack);
        var refused = await Refusal.Of(stack.Send<V1.Invitation>(
            Newcomer.Invitation(somebody.Email, Role.Auditor), by: Newcomer.Administrator));
        Assert.Equal((StatusCode.AlreadyExists, "PERSON_EXISTS"), refused.Kind);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task an_applicant_does_not_learn_who_has_an_account(bool revoked)
    {
        var mayor = People.MayorOf("33525");
        var somebody = await Newcomer.Arrive(stack);
        if (revoked)
            await stack.Send<V1.Person>(
                new RevokePersonRequest { Name = somebody.Person.Name }, by: Newcomer.Administrator);
        var known = await stack.Send<V1.Invitation>(
            Newcomer.Invitation(somebody.Email, Role.Applicant, "33525"), by: mayor);
        var unknown = await stack.Send<V1.Invitation>(
            Newcomer.Invitation(email, Role.Applicant, "33525"), by: mayor);
        Assert.Equal(Shape(unknown), Shape(known));
        Assert.Equal(known, await stack.Send<V1.Invitation>(new GetInvitationRequest { Name = known.Name }, by: mayor));

        var mail = (await stack.Mails.To(somebody.Email, 2))[^1];
        Assert.Contains("Il existe déjà un compte à cette adresse", mail.TextBody);
        Assert.DoesNotContain("token=", mail.TextBody);
        Assert.Contains("token=", (await stack.Mails.To(email))[0].TextBody);
    }

    [Theory, InlineData("99999", "COMMUNE_UNKNOWN"), InlineData("33409", "COMMUNE_SUPERSEDED")]
    public async Task is_for_communes_of_today(string commune, string reason)
    {
        var refused = await Refusal.Of(Invite(Role.Applicant, "33525", commune));
        Assert.Equal((StatusCode.InvalidArgument, reason), refused.Kind);
        Assert.Equal($"communes/{commune}", refused.Metadata["communes"]);
        Assert.Equal(["communes"], refused.Fields);
        if (reason == "COMMUNE_SUPERSEDED")
            Assert.Equal("communes/33008", refused.Metadata["successor"]);

        var asked = await Refusal.Of(stack.Send<V1.AccessRequest>(Some.AccessRequest(email, commune)));
        Assert.Equal(reason, asked.Reason);
        var somebody = await Newcomer.Arrive(stack);
        var moved = await Refusal.Of(stack.Send<V1.Person>(new UpdatePersonRequest
        {
            Person = new()
            {
                Name = somebody.Person.Name,
                Etag = somebody.Person.Etag,
                Communes = { $"communes/{commune}" },
            },
        }, by: Newcomer.Administrator));
        Assert.Equal(reason, moved.Reason);
    }

    [Fact]
    public async Task everything_that_is_wrong_is_said_at_once()
    {
        var refused = await Refusal.Of(stack.Send<V1.Invitation>(new InvitePersonRequest
        {
            Email = "no address",
            Roles = { Role.Applicant, Role.Service },
        }, by: Newcomer.Administrator));
        Assert.Equal(["email", "display_name"], refused.Fields);
        refused = await Refusal.Of(stack.Send<V1.Invitation>(new InvitePersonRequest
        {
            Email = email,
            DisplayName = "Nobody",
            Roles = { Role.Applicant, Role.Service },
        }, by: Newcomer.Administrator));
        Assert.Equal(["roles", "communes"], refused.Fields);
    }

    [Theory]
    [InlineData(Role.Applicant, "33525", Role.Applicant, "33525", true)]
    [InlineData(Role.Applicant, "33525", Role.Applicant, "33325", false)]
    [InlineData(Role.Applicant, "33525", Role.Reviewer, "33525", false)]
    [InlineData(Role.Manager, "", Role.Manager, "", true)]
    [InlineData(Role.Manager, "", Role.Administrator, "", false)]
    [InlineData(Role.Administrator, "", Role.Administrator, "", true)]
    [InlineData(Role.Reviewer, "", Role.Reviewer, "", false)]
    public async Task is_for_those_who_may_give_that_role(
        Role by, string ownCommune, Role role, string commune, bool allowed)
    {
        var caller = new Testing.Person($"{by} {ownCommune}", [by], Communes(ownCommune));
        var call = stack.Send<V1.Invitation>(Newcomer.Invitation(email, role, Communes(commune)), by: caller);
        if (allowed)
            Assert.Equal(caller.Subject, (await call).Inviter);
        else
            Assert.Equal((StatusCode.PermissionDenied, "PERMISSION_DENIED"), (await Refusal.Of(call)).Kind);
    }

    [Fact]
    public async Task an_applicant_sees_their_own_only_and_takes_nobody_elses_place()
    {
        var invitation = await Invite(Role.Manager);
        var mayor = People.MayorOf("33525");
        Assert.Equal("NOT_FOUND", (await Refusal.Of(
            stack.Send<V1.Invitation>(new GetInvitationRequest { Name = invitation.Name }, by: mayor))).Reason);
        Assert.Equal("INVITATION_EXISTS", (await Refusal.Of(stack.Send<V1.Invitation>(
            Newcomer.Invitation(email, Role.Applicant, "33525"), by: mayor))).Reason);
        var own = await stack.Send<V1.Invitation>(
            Newcomer.Invitation(Newcomer.NewAddress(), Role.Applicant, "33525"), by: mayor);
        var listed = await stack.Send<ListInvitationsResponse>(new ListInvitationsRequest(), by: mayor);
        Assert.Contains(own, listed.Invitations);
        Assert.All(listed.Invitations, seen => Assert.Equal(mayor.Subject, seen.Inviter));
    }

    [Fact]
    public async Task of_two_who_accept_at_once_one_opens_the_account()
    {
        await Invite();
        var secret = await stack.Mails.SecretTo(email);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                await Accept(secret);
                return "";
            }
            catch (RpcException refused)
            {
                return (await Refusal.Of(Task.FromException(refused))).Reason;
            }
        }));
        Assert.Single(outcomes, "");
        Assert.All(outcomes.Where(reason => reason.Length > 0), reason => Assert.Equal("LINK_EXPIRED", reason));
    }

    [Fact]
    public async Task lists_page_by_page()
    {
        for (var count = 0; count < 3; count++)
            await stack.Send<V1.Invitation>(
                Newcomer.Invitation(Newcomer.NewAddress(), Role.Finance), by: Newcomer.Administrator);
        var request = new ListInvitationsRequest { PageSize = 2, State = State.Pending };
        var first = await stack.Send<ListInvitationsResponse>(request, by: Newcomer.Administrator);
        request.PageToken = first.NextPageToken;
        var second = await stack.Send<ListInvitationsResponse>(request, by: Newcomer.Administrator);
        Assert.Equal(2, first.Invitations.Count);
        Assert.Empty(first.Invitations.Intersect(second.Invitations));
    }

    private static V1.Invitation Shape(V1.Invitation invitation)
    {
        var shape = invitation.Clone();
        (shape.Name, shape.Email, shape.CreateTime, shape.UpdateTime, shape.ExpireTime) = ("", "", null, null, null);
        return shape;
    }

    private static string[] Communes(string commune) => commune.Length == 0 ? [] : [commune];

    private Task<V1.Invitation> Invite(Role role = Role.Auditor, params string[] communes) =>
        stack.Send<V1.Invitation>(Newcomer.Invitation(email, role, communes), by: Newcomer.Administrator);

    private Task<V1.Person> Accept(string secret) => stack.Send<V1.Person>(
        new AcceptInvitationRequest { Token = secret, Password = Newcomer.Password });
}
