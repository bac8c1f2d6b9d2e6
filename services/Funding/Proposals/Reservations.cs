using System.Diagnostics;
using ProjetK.Events;

namespace ProjetK.Funding;

/// <summary>Answers proposals of one call, in their order.</summary>
internal sealed partial class Reservations(ILogger<ReserveFunds> log)
{
    public async Task Write(Transaction transaction, IReadOnlyList<Waiting> waiting)
    {
        var proposals = waiting.Select(one => one.Context.Message).ToList();
        var heard = await ApplicationTable.Lock(transaction, proposals.Select(one => one.ApplicationId));
        var answers = (await ProposalTable.Find(transaction, proposals.Select(one => one.ProposalId)))
            .ToDictionary(answer => answer.Proposal);
        var live = (await GrantTable.LockLive(transaction, proposals.Select(one => one.ApplicationId)))
            .ToDictionary(grant => grant.Application);
        var money = await EnvelopeTable.LockOfCall(transaction, proposals[0].Call) is { } envelope
            ? new Money(envelope)
            : null;
        foreach (var one in waiting)
        {
            var proposal = one.Context.Message;
            var before = answers.GetValueOrDefault(proposal.ProposalId);
            var answer = before ?? Decide(transaction, proposal, heard[proposal.ApplicationId], live, money);
            answers[proposal.ProposalId] = answer;
            if (before is null)
                ProposalTable.Insert(transaction, answer);
            // What follows belongs to the trace of who asked.
            Activity.Current = one.Activity;
            answer.Announce(transaction);
            transaction.Record($"proposals/{proposal.ProposalId}", before?.Word, answer.Word);
        }
        if (money is not null && money.Left.Version != money.Locked.Version)
            EnvelopeTable.Save(transaction, money.Locked, money.Left);
    }

    private ProposalOutcome Decide(
        Transaction transaction, SelectionProposed proposal, HeardOf heard, Dictionary<Guid, Grant> live, Money? money)
    {
        if (heard.WithdrawVersion > proposal.Version)
            return Refuse(transaction, proposal, ProposalOutcome.Withdrawn);
        if (live.TryGetValue(proposal.ApplicationId, out var held))
            return ProposalOutcome.Reserve(proposal, held);
        if (money is null)
            return Refuse(transaction, proposal, ProposalOutcome.EnvelopeMissing);

        var grant = Grant.Reserve(proposal, money.Left, Guid.CreateVersion7(), transaction.Now).Of(heard);
        if (money.Left.Missing(grant.Amounts.TotalCents) is > 0 and var missing)
            return Refuse(transaction, proposal, ProposalOutcome.EnvelopeExceeded, missing);
        GrantTable.Insert(transaction, grant, money.Left.Ledger.Sequence + 1);
        money.Left = money.Left.Reserve(grant, Guid.CreateVersion7());
        live[proposal.ApplicationId] = grant;
        return ProposalOutcome.Reserve(proposal, grant);
    }

    private ProposalOutcome Refuse(
        Transaction transaction, SelectionProposed proposal, string reason, long missingCents = 0)
    {
        Refused(proposal.ProposalId, reason, missingCents);
        return ProposalOutcome.Refuse(proposal, reason, missingCents, transaction.Now);
    }

    [LoggerMessage(LogLevel.Information, "Refused proposal {Proposal}: {Reason}, {MissingCents} cents missing")]
    private partial void Refused(Guid proposal, string reason, long missingCents);

    /// <summary>The envelope as it was locked, and what is left of it.</summary>
    private sealed class Money(Envelope locked)
    {
        public Envelope Locked { get; } = locked;

        public Envelope Left { get; set; } = locked;
    }
}
