using Grpc.Core;
using Npgsql;
using ProjetK.Identity.V1;
using ProjetK.Testing.Scenarios;
using Role = ProjetK.Auth.V1.Access.Types.Role;
using State = ProjetK.Identity.V1.AccessRequest.Types.State;

namespace ProjetK.Identity.Tests;

public sealed class Asking_for_access(ServicesStack stack)
{
    private readonly string email = Newcomer.NewAddress();

    [Theory, InlineData(Wire.Grpc), InlineData(Wire.GrpcWeb), InlineData(Wire.Json)]
    public async Task needs_no_account(Wire wire)
    {
        var asked = await stack.Send<V1.AccessRequest>(Some.AccessRequest(email), wire, People.Nobody);
        Assert.Equal((State.Pending, email), (asked.State, asked.Email));
        var listed = await stack.Send<ListAccessRequestsResponse>(
            new ListAccessRequestsRequest { State = State.Pending, Commune = "communes/33525" }, by: People.Manager);
        Assert.Contains(asked, listed.AccessRequests);
    }

    [Fact]
    public async Task and_being_accepted_invites_as_an_applicant_for_that_commune()
    {
        var asked = await stack.Send<V1.AccessRequest>(Some.AccessRequest(email, "33325"));
        var accepted = await stack.Send<AcceptAccessRequestResponse>(
            new AcceptAccessRequestRequest { Name = asked.Name, Etag = asked.Etag }, by: People.Manager);
        Assert.Equal((State.Accepted, People.Manager.Subject),
            (accepted.AccessRequest.State, accepted.AccessRequest.Answerer));
        var person = await stack.Send<V1.Person>(new AcceptInvitationRequest
        {
            Token = await stack.Mails.SecretTo(email),
            Password = Newcomer.Password,
        });
        Assert.Equal([Role.Applicant], person.Roles);
        Assert.Equal(["communes/33325"], person.Communes);
    }

    [Fact]
    public async Task and_being_declined_mails_the_reason()
    {
        var asked = await stack.Send<V1.AccessRequest>(Some.AccessRequest(email));
        var declined = await stack.Send<V1.AccessRequest>(
            new DeclineAccessRequestRequest { Name = asked.Name, Reason = "La mairie ne vous connaît pas." },
            by: People.Manager);
        Assert.Equal(State.Declined, declined.State);
        Assert.Contains("La mairie ne vous connaît pas.", (await stack.Mails.To(email))[0].TextBody);
    }

    [Fact]
    public async Task is_declined_with_a_reason_only()
    {
        var asked = await stack.Send<V1.AccessRequest>(Some.AccessRequest(email));
        var refused = await Refusal.Of(stack.Send<V1.AccessRequest>(
            new DeclineAccessRequestRequest { Name = asked.Name }, by: People.Manager));
        Assert.Equal((StatusCode.InvalidArgument, "REASON_REQUIRED"), refused.Kind);
    }

    [Fact]
    public async Task is_answered_once()
    {
        var asked = await stack.Send<V1.AccessRequest>(Some.AccessRequest(email));
        await stack.Send<AcceptAccessRequestResponse>(
            new AcceptAccessRequestRequest { Name = asked.Name }, by: People.Manager);
        var refused = await Refusal.Of(stack.Send<V1.AccessRequest>(
            new DeclineAccessRequestRequest { Name = asked.Name, Reason = "Non." }, by: People.Manager));
        Assert.Equal((StatusCode.FailedPrecondition, "WRONG_STATE"), refused.Kind);
        Assert.Equal("ACCEPTED", refused.Metadata["state"]);
    }

    [Fact]
    public async Task again_replaces_what_was_asked_before()
    {
        var first = await stack.Send<V1.AccessRequest>(Some.AccessRequest(email));
        var second = await stack.Send<V1.AccessRequest>(Some.AccessRequest(email));
        Assert.Equal("NOT_FOUND", (await Refusal.Of(stack.Send<V1.AccessRequest>(
            new GetAccessRequestRequest { Name = first.Name }, by: People.Manager))).Reason);
        Assert.Equal(second, await stack.Send<V1.AccessRequest>(
            new GetAccessRequestRequest { Name = second.Name }, by: People.Manager));
    }

    [Fact]
    public async Task again_leaves_a_line_in_the_history_of_what_was_replaced()
    {
        var first = await stack.Send<V1.AccessRequest>(Some.AccessRequest(email));
        await stack.Send<V1.AccessRequest>(Some.AccessRequest(email));
        await using var database = new NpgsqlConnection(await stack.AdminConnectionString("identity"));
        await database.OpenAsync();
        await using var lines = new NpgsqlCommand("""
            SELECT string_agg(concat(from_state, '>', to_state), ' ' ORDER BY sequence)
            FROM history WHERE resource = $1
            """, database) { Parameters = { new() { Value = first.Name } } };
        Assert.Equal(">PENDING PENDING>", await lines.ExecuteScalarAsync());
    }

    [Fact]
    public async Task with_nothing_filled_in_is_told_everything_at_once()
    {
        var refused = await Refusal.Of(stack.Send<V1.AccessRequest>(
            new RequestAccessRequest { AccessRequest = new() }));
        Assert.Equal(
            ["access_request.email", "access_request.display_name", "access_request.function",
                "access_request.commune"],
            refused.Fields);
    }

    [Fact]
    public async Task is_read_by_managers_and_administrators_only()
    {
        var asked = await stack.Send<V1.AccessRequest>(Some.AccessRequest(email));
        var refused = await Refusal.Of(stack.Send<V1.AccessRequest>(
            new GetAccessRequestRequest { Name = asked.Name }, by: People.MayorOf("33525")));
        Assert.Equal("PERMISSION_DENIED", refused.Reason);
    }
}
