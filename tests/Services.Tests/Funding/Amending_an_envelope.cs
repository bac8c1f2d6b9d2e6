using Grpc.Core;
using ProjetK.Events;

namespace ProjetK.Funding.Tests;

public sealed class Amending_an_envelope(ServicesStack services)
{
    private readonly FundingStack stack = services.Funding;

    [Fact]
    public async Task changes_what_is_available_and_keeps_the_deliberation()
    {
        var envelope = await stack.Client.CreateEnvelopeAsync(Some.Envelope(630_000));
        var amendment = Some.Amendment(envelope, 700_000);
        var amended = await stack.Client.AmendEnvelopeAsync(amendment);
        Assert.Equal((700_000, 700_000), (amended.Amount.Units, amended.Available.Units));
        var kept = Assert.Single(amended.Amendments);
        Assert.Equal((amendment.Amount, amendment.Reason, amendment.Deliberation, amendment.DeliberationDate),
            (kept.Amount, kept.Reason, kept.Deliberation, kept.DeliberationDate));
        Assert.NotEqual(envelope.Etag, amended.Etag);
        Assert.Equal(amended, await stack.Client.GetEnvelopeAsync(new() { Name = envelope.Name }));
        var announced = await stack.Heard.WaitFor<EnvelopeAmended>(envelope.Name.Split('/')[1]);
        Assert.Equal((70_000_000, 2), (announced.AmountCents, announced.Version));
    }

    [Theory]
    [InlineData("infinity")]
    [InlineData("-infinity")]
    public async Task never_makes_it_unreadable_whatever_date_is_kept(string date)
    {
        var envelope = await stack.Client.CreateEnvelopeAsync(Some.Envelope(630_000));
        await stack.Client.AmendEnvelopeAsync(Some.Amendment(envelope, 700_000));
        await using var database = await stack.OpenDatabaseAsAdministrator();
        await using var command = new Npgsql.NpgsqlCommand($"""
            UPDATE amendments SET deliberation_date = '{date}' WHERE envelope = '{envelope.Name.Split('/')[1]}'
            """, database);
        Assert.Equal(1, await command.ExecuteNonQueryAsync());

        var read = await stack.Client.GetEnvelopeAsync(new() { Name = envelope.Name });
        Assert.True(Assert.Single(read.Amendments).DeliberationDate.Year is 1 or 9999);
        Assert.NotEmpty((await stack.Client.ListEnvelopesAsync(new() { PageSize = 1000 })).Envelopes);
    }

    [Fact]
    public async Task down_to_what_is_taken_is_possible_and_not_a_cent_further()
    {
        var request = Some.Envelope(630_000);
        var envelope = await stack.Client.CreateEnvelopeAsync(request);
        var proposal = Some.Proposal(request.EnvelopeId);
        await stack.Publish(proposal);
        await stack.Heard.WaitFor<FundsReserved>(proposal.ProposalId);

        var tooLow = Some.Amendment(envelope, 209_999);
        tooLow.Amount.Nanos = 990_000_000;
        var refusal = await Refusal.Of(stack.Client.AmendEnvelopeAsync(tooLow));
        Assert.Equal((StatusCode.FailedPrecondition, "ENVELOPE_BELOW_COMMITMENTS"), (refusal.Code, refusal.Reason));
        Assert.Equal("21000000", refusal.Metadata["lowest_cents"]);
        var amended = await stack.Client.AmendEnvelopeAsync(Some.Amendment(envelope, 210_000));
        Assert.Equal((0, 210_000), (amended.Available.Units, amended.Reserved.Units));
        Assert.Equal(0, Chain.FirstBroken(await Ledgers.All(stack, envelope.Name)));
    }

    [Fact]
    public async Task without_a_reason_is_refused()
    {
        var amendment = Some.Amendment(new() { Name = "envelopes/any" }, 1);
        amendment.Reason = " ";
        var refusal = await Refusal.Of(stack.Client.AmendEnvelopeAsync(amendment));
        Assert.Equal((StatusCode.InvalidArgument, "REASON_REQUIRED"), (refusal.Code, refusal.Reason));
        Assert.Equal(["reason"], refusal.Fields);
    }

    [Fact]
    public async Task names_every_wrong_field_at_once()
    {
        var refusal = await Refusal.Of(stack.Client.AmendEnvelopeAsync(new()
        {
            Name = "2026",
            DeliberationDate = new() { Year = 2026, Month = 2, Day = 29 },
        }));
        Assert.Equal("INVALID_FIELD", refusal.Reason);
        Assert.Equal(["deliberation", "deliberation_date", "name", "reason"], refusal.Fields.Order());
    }

    [Fact]
    public async Task with_a_stale_etag_is_aborted()
    {
        var envelope = await stack.Client.CreateEnvelopeAsync(Some.Envelope(1_000));
        await stack.Client.AmendEnvelopeAsync(Some.Amendment(envelope, 2_000));
        var stale = Some.Amendment(envelope, 3_000);
        stale.Etag = envelope.Etag;
        var refusal = await Refusal.Of(stack.Client.AmendEnvelopeAsync(stale));
        Assert.Equal((StatusCode.Aborted, "ETAG_MISMATCH"), (refusal.Code, refusal.Reason));
    }

    [Fact]
    public async Task at_once_keeps_every_amendment_in_every_answer()
    {
        var envelope = await stack.Client.CreateEnvelopeAsync(Some.Envelope(1_000));
        var answers = await Task.WhenAll(Enumerable.Range(1, 10).Select(number =>
            stack.Client.AmendEnvelopeAsync(Some.Amendment(envelope, 1_000 + number)).ResponseAsync));
        Assert.Equal(Enumerable.Range(1, 10), answers.Select(answer => answer.Amendments.Count).Order());
        Assert.All(answers, answer => Assert.Equal(answer.Amount, answer.Amendments[^1].Amount));
    }

    [Fact]
    public async Task that_does_not_exist_is_not_found()
    {
        var refusal = await Refusal.Of(
            stack.Client.AmendEnvelopeAsync(Some.Amendment(new() { Name = "envelopes/none" }, 1)));
        Assert.Equal(StatusCode.NotFound, refusal.Code);
    }
}
