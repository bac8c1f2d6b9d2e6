using ProjetK.Events;
using Refused = ProjetK.Testing.Refusal;

namespace ProjetK.Funding.Tests;

public sealed class Hearing_in_any_order(ServicesStack services)
{
    private readonly FundingStack stack = services.Funding;

    [Fact]
    public async Task reserves_for_who_applies_now_when_that_was_heard_before_the_proposal()
    {
        var request = Some.Envelope(630_000);
        await stack.Client.CreateEnvelopeAsync(request);
        var proposal = Some.Proposal(request.EnvelopeId, version: 7);
        await stack.Publish(Change(proposal, 9, "33548", "33525"));
        await stack.Publish(Change(proposal, 8, "33191"));
        await Known("SELECT applicant_version = 9 FROM applications WHERE id = $1", proposal.ApplicationId);
        await stack.Publish(proposal);

        var reserved = await stack.Heard.WaitFor<FundsReserved>(proposal.ProposalId);
        var grant = await stack.Client.GetGrantAsync(new() { Name = $"grants/{reserved.GrantId}" });
        Assert.Equal(("communes/33548", "communes/33525"), (grant.NewLeadCommune, grant.Beneficiary.Commune));
        var earlier = Some.Proposal(request.EnvelopeId, version: 20);
        await stack.Publish(Change(earlier, 19, "33191"));
        await Known("SELECT applicant_version = 19 FROM applications WHERE id = $1", earlier.ApplicationId);
        await stack.Publish(earlier);
        var own = await stack.Heard.WaitFor<FundsReserved>(earlier.ProposalId);
        Assert.Equal("",
            (await stack.Client.GetGrantAsync(new() { Name = $"grants/{own.GrantId}" })).NewLeadCommune);
    }

    [Fact]
    public async Task tells_of_what_was_given_back_before_an_announcement_and_of_nothing_that_came_after()
    {
        var before = await Granted.Reserve(services);
        var after = await Granted.ReserveIn(services, before.Proposal.Call);
        var announced = services.Clock.Now;
        await stack.Publish(new DecisionsAnnounced(before.Proposal.Call, [], announced, 9));
        await Known("SELECT announce_time IS NOT NULL FROM calls WHERE id = $1", before.Proposal.Call);
        await stack.Publish(Withdrawal(after, announced.AddSeconds(1)));
        await stack.Publish(Withdrawal(before, announced.AddSeconds(-1)));
        foreach (var grant in new[] { before, after })
            await stack.Heard.WaitFor<FundsReleased>(Guid.Parse(grant.Name[7..]));

        var told = await services.Send<V1.Grant>(new V1.GetGrantRequest { Name = before.Name }, by: People.Nobody);
        Assert.Equal(
            (V1.Grant.Types.State.Released, announced),
            (told.State, told.AnnounceTime.ToDateTimeOffset().AddTicks(announced.Ticks % 10)));
        Assert.Equal("NOT_FOUND", (await Refused.Of(services.Send<V1.Grant>(
            new V1.GetGrantRequest { Name = after.Name }, by: People.Nobody))).Reason);
    }

    private static ApplicantChanged Change(SelectionProposed proposal, long version, params string[] communes) => new(
        proposal.ApplicationId, proposal.TerritoryId, communes, 1400, Some.Noon, version);

    private static ApplicationWithdrawn Withdrawal(Granted grant, DateTimeOffset time) =>
        Some.Withdrawal(grant.Proposal) with { WithdrawTime = time };

    private async Task Known(string sql, object about)
    {
        await using var database = await stack.OpenDatabase();
        await using var known = new Npgsql.NpgsqlCommand(sql, database) { Parameters = { new() { Value = about } } };
        await Eventually.Get(() => known.ExecuteScalarAsync(), found => found is true, "what Funding was told");
    }
}
