using ProjetK.Applications.V1;
using ProjetK.Ecosystem.V1;
using ProjetK.Funding.V1;
using ProjetK.Identity.V1;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.FaultTests;

/// <summary>What there must be after a play, by what its clients were answered: each OK once, nothing of a refusal, one
/// publication of each change, one effect of it in each consumer.</summary>
internal sealed class Reckoning(
    CrashingStack stack, Broker broker, Play play, IReadOnlyDictionary<string, long> before)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly Journal journal = stack.Journal;

    /// <summary>Waits until nothing is on its way any more and everything is as it must be.</summary>
    public async Task Holds(Plan plan)
    {
        await stack.Drained(Patience);
        await Eventually.Get(broker.CountAll, count => count == 0, "empty queues", Patience);
        await Eventually.Holds(async () =>
        {
            var heard = new Heard(broker.Messages);
            Assert.Equal(Lines(Events(heard)), Lines(Events(heard).Keys.ToDictionary(type => type, heard.Count)));
            var rows = Rows(heard);
            if (plan.Poisoned is { } poisoned)
                rows[$"{poisoned}.dead_letters"] = plan.Poisons;
            var now = await Counts.Read(stack);
            Assert.Equal(Lines(rows), Lines(now.ToDictionary(
                pair => pair.Key, pair => pair.Value - before.GetValueOrDefault(pair.Key))));
            foreach (var part in play.Parts)
                Assert.Equal(Expected(part, heard), await Found(part));
            Assert.Equal("", await play.Guest!.Traces());
        }, "one effect of everything", Patience);
        await ForEachAnswer();
        foreach (var round in play.Rounds)
            await Books.Hold(stack, round.Envelope["envelopes/".Length..]);
    }

    /// <summary>Makes room for the next play, and waits until that has its effects.</summary>
    public async Task Clear()
    {
        await play.Clear();
        foreach (var part in play.Parts)
            await Eventually.Get(async () => (await Found(part)).Split(' ')[^1], stage => stage is "DORMANT" or "",
                $"the sleep of {part.Id}", Patience);
        await Eventually.Get(() => Task.FromResult(new Heard(broker.Messages)),
            heard => heard.Count("FundsReleased") == heard.Count("FundsReserved"), "the money's return", Patience);
        await stack.Drained(Patience);
    }

    private static string Lines(Dictionary<string, long> counts) => string.Join('\n', counts
        .Where(pair => pair.Value != 0).OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => $"{pair.Key}: {pair.Value}"));

    /// <summary>How many different events of each kind were told.</summary>
    private Dictionary<string, long> Events(Heard heard) => new()
    {
        ["CallPublished"] = journal.Count<PublishCallRequest>(),
        ["IntentAccepted"] = journal.Count<AcceptIntentRequest>(),
        ["TerritoryOpened"] = journal.Count<AcceptIntentRequest>(),
        ["CommitmentConfirmed"] = journal.Count<ConfirmCommitmentRequest>(),
        ["SelectionProposed"] = journal.Count<SelectApplicationRequest>(),
        ["FundsRefused"] = journal.Count<SelectApplicationRequest>() - heard.Count("FundsReserved"),
        ["FundsReleased"] = play.Parts.Where(part => part.HasLeft).Sum(part => heard.Count("FundsReserved", part.Id)),
        ["EnvelopeAmended"] = journal.Count<AmendEnvelopeRequest>(),
        ["ApplicationSelected"] = play.Parts.Sum(part => TimesSelected(part, heard)),
        ["ApplicationWithdrawn"] = journal.Count<WithdrawApplicationRequest>(),
        ["ApplicationIneligible"] = 0,
        ["ApplicationLapsed"] = 0,
        ["PersonErased"] = journal.Count<ErasePersonRequest>(),
    };

    private Dictionary<string, long> Rows(Heard heard)
    {
        var transfers = journal.Count<CreateEnvelopeRequest>() + journal.Count<AmendEnvelopeRequest>()
            + heard.Count("FundsReserved") + heard.Count("FundsReleased");
        var rows = new Dictionary<string, long>
        {
            ["applications.applications"] = journal.Count<CreateApplicationRequest>(),
            ["applications.calls"] = journal.Count<CreateCallRequest>(),
            ["funding.calls"] = journal.Count<CreateEnvelopeRequest>(),
            ["funding.envelopes"] = journal.Count<CreateEnvelopeRequest>(),
            ["funding.amendments"] = journal.Count<AmendEnvelopeRequest>(),
            ["funding.proposals"] = journal.Count<SelectApplicationRequest>(),
            ["funding.grants"] = heard.Count("FundsReserved"),
            ["funding.transfers"] = transfers,
            ["funding.entries"] = 2 * transfers,
            ["ecosystem.calls"] = journal.Count<PublishCallRequest>(),
            ["ecosystem.territories"] = journal.Count<AcceptIntentRequest>(),
            ["ecosystem.actors"] = journal.Count<CreateActorRequest>(),
            ["ecosystem.commitments"] = journal.Count<InviteActorRequest>(),
            ["identity.people"] = journal.Count<AcceptInvitationRequest>(),
        };
        foreach (var (type, consumers) in Queues.Consumers)
            foreach (var consumer in consumers)
                rows[$"inbox of {Queues.InboxKeyOf(consumer, type)}"] = heard.Messages(type);
        return rows;
    }

    /// <summary>Whether the answer came before who gave up while waiting for it, nobody can know but by what was
    /// told.</summary>
    private static long TimesSelected(Play.Part part, Heard heard) => part.LeavesAt switch
    {
        null or State.Selected => 1,
        State.SelectionPending => heard.Count("ApplicationSelected", part.Id),
        _ => 0,
    };

    /// <summary>Its state and how often it changed, its grants, its territory.</summary>
    private string Expected(Play.Part part, Heard heard)
    {
        var version = 1 + journal.Changes(part.Candidacy.Name) + TimesSelected(part, heard) + (part.IsPoor ? 1 : 0);
        var (state, stage) = part.HasLeft ? ("WITHDRAWN", "DORMANT") : ("SELECTED", "CANDIDATE");
        var grant = part.LeavesAt switch
        {
            null => "RESERVED",
            State.Selected => "RELEASED",
            State.SelectionPending when heard.Count("FundsReserved", part.Id) > 0 => "RELEASED",
            _ => "",
        };
        return $"{state} {version}, grant {grant}, territory {(part.LeavesAt == State.IntentSubmitted ? "" : stage)}";
    }

    private async Task<string> Found(Play.Part part)
    {
        var application = await stack.Value<string>("applications",
            "SELECT state || ' ' || version FROM applications WHERE id = $1", part.Id);
        var grants = await stack.Column<string>("funding", "SELECT state FROM grants WHERE application = $1", part.Id);
        var territories = await stack.Column<string>(
            "ecosystem", "SELECT stage FROM territories WHERE application_id = $1", part.Id);
        return $"{application}, grant {string.Join('+', grants)}, territory {string.Join('+', territories)}";
    }

    /// <summary>What a client was told to exist exists; no request was left half answered.</summary>
    private async Task ForEachAnswer()
    {
        await Exist("actors", journal.Ids<CreateActorRequest>(answer => ((Actor)answer).Name));
        await Exist("commitments",
            journal.Ids<InviteActorRequest>(answer => ((InviteActorResponse)answer).Commitment.Name));
        foreach (var service in Databases.Services)
            Assert.Equal(0, await stack.Value<long>(
                service, "SELECT count(*) FROM saved_answers WHERE answer IS NULL AND refusal IS NULL"));
    }

    private async Task Exist(string table, string[] ids) => Assert.Equal(ids.Length, await stack.Value<long>(
        "ecosystem", $"SELECT count(*) FROM {table} WHERE id = ANY ($1::uuid[])", ids.Select(Guid.Parse).ToArray()));
}
