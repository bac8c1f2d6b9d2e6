using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using ProjetK.Events;
using static ProjetK.Auth.V1.Access.Types;

namespace ProjetK.Funding.Tests;

/// <summary>A grant that is played through the gateway, and by the events of the other services.</summary>
internal sealed record Granted(ServicesStack Services, SelectionProposed Proposal, string Name)
{
    public static readonly Person Officer = People.In(Role.Finance), Accountant = new("second officer", [Role.Finance], []);

    private FundingStack Funding => Services.Funding;

    public string Envelope => $"envelopes/{Proposal.Call}";

    /// <summary>Votes an envelope, with its own call, and reserves one grant of 210,000 € in it.</summary>
    public static async Task<Granted> Reserve(ServicesStack services, long euros = 630_000)
    {
        var request = Some.Envelope(euros);
        await services.Funding.Client.CreateEnvelopeAsync(request);
        return await ReserveIn(services, request.EnvelopeId);
    }

    public static async Task<Granted> ReserveIn(ServicesStack services, string call)
    {
        var proposal = Some.Proposal(call) with { ProposeTime = services.Clock.Now };
        await services.Funding.Publish(proposal);
        var reserved = await services.Funding.Heard.WaitFor<FundsReserved>(proposal.ProposalId);
        return new(services, proposal, $"grants/{reserved.GrantId}");
    }

    public async Task<V1.Grant> Announce(DateTimeOffset? time = null)
    {
        await Funding.Publish(new DecisionsAnnounced(
            Proposal.Call, [Proposal.ApplicationId], time ?? Services.Clock.Now, 9));
        return await Becomes(grant => grant.AnnounceTime is not null);
    }

    public Task<V1.Grant> Commit(string number = "2026-K-01") => Services.Send<V1.Grant>(new V1.CommitGrantRequest
    {
        Name = Name,
        Number = number,
        SignTime = Timestamp.FromDateTimeOffset(Services.Clock.Now.AddMinutes(-1)),
        Siret = Some.Siret,
    });

    public async Task<V1.Grant> Start()
    {
        await Funding.Publish(new CooperationStarted(
            Proposal.ApplicationId, Proposal.TerritoryId, Proposal.Call, Guid.Parse(Name[7..]), Services.Clock.Now, 20));
        return await Becomes(grant => grant.StartTime is not null);
    }

    public async Task<V1.Grant> Terminate()
    {
        await Funding.Publish(new CooperationTerminated(
            Proposal.ApplicationId, Proposal.TerritoryId, Proposal.Call, Guid.Parse(Name[7..]), Services.Clock.Now, 30));
        return await Becomes(grant => grant.TerminateTime is not null);
    }

    public Task<V1.Grant> Becomes(Func<V1.Grant, bool> wanted) => Eventually.Get(
        () => Services.Send<V1.Grant>(new V1.GetGrantRequest { Name = Name }, by: People.Manager), wanted,
        "the grant to change");

    /// <summary>Takes one step with an instalment.</summary>
    public Task<V1.Instalment> Step(IMessage request, int number, Person? by = null)
    {
        request.Descriptor.FindFieldByName("name").Accessor.SetValue(request, $"{Name}/instalments/{number}");
        return Services.Send<V1.Instalment>(request, by: by ?? Officer);
    }

    public Task<V1.Instalment> Certify(int number, Person? by = null) =>
        Step(new V1.CertifyInstalmentRequest(), number, by ?? People.Manager);

    public Task<V1.Instalment> Order(int number, string mandate, Person? by = null) =>
        Step(new V1.OrderInstalmentRequest { MandateNumber = mandate }, number, by ?? Accountant);

    public Task<V1.Instalment> Pay(int number, string reference)
    {
        var today = BudgetYears.DayOf(Services.Clock.Now);
        return Step(new V1.RecordPaymentRequest
        {
            PaymentDate = new() { Year = today.Year, Month = today.Month, Day = today.Day },
            TreasuryReference = reference,
        }, number);
    }

    /// <summary>Certifies, orders and pays.</summary>
    public async Task<V1.Instalment> PayAll(int number)
    {
        await Certify(number);
        await Order(number, $"M-{Guid.NewGuid():N}");
        return await Pay(number, $"T-{Guid.NewGuid():N}");
    }

    /// <summary>Reserved, committed, paid, recovered and available, in euros, which add up to the amount.</summary>
    public async Task<(decimal Reserved, decimal Committed, decimal Paid, decimal Recovered, decimal Available)> Totals(
        Person? by = null)
    {
        var one = await Services.Send<V1.Envelope>(
            new V1.GetEnvelopeRequest { Name = Envelope }, by: by ?? People.Manager);
        var totals = (one.Reserved.DecimalValue, one.Committed.DecimalValue, one.Paid.DecimalValue,
            one.Recovered.DecimalValue, one.Available.DecimalValue);
        Assert.Equal(
            one.Amount.DecimalValue, totals.Item1 + totals.Item2 + totals.Item3 + totals.Item4 + totals.Item5);
        return totals;
    }
}
