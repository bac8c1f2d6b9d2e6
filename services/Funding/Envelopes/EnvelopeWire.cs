using Google.Protobuf.WellKnownTypes;
using Google.Type;

namespace ProjetK.Funding;

/// <summary>Envelopes and rates as callers see them.</summary>
internal static class EnvelopeWire
{
    public static V1.Envelope ToProto(this Envelope envelope)
    {
        var balances = envelope.Ledger.Balances;
        return new()
        {
            Name = $"envelopes/{envelope.Id}",
            Calls = { envelope.Calls.Select(call => $"calls/{call}") },
            Label = envelope.Label,
            InvestmentRate = Moneys.FromCents(envelope.Rates.InvestmentCents),
            OperatingRate = Moneys.FromCents(envelope.Rates.OperatingCents),
            OperatingYears = envelope.Rates.OperatingYears,
            AgreementMonths = envelope.Rates.AgreementMonths,
            Amount = Moneys.FromCents(envelope.AmountCents),
            PaymentLimits = { envelope.PaymentLimits.Select(ToProto) },
            AccountCodes = { envelope.AccountCodes },
            Amendments = { envelope.Amendments.Select(ToProto) },
            Reserved = Moneys.FromCents(balances.Reserved),
            Committed = Moneys.FromCents(balances.Committed),
            Paid = Moneys.FromCents(balances.Paid),
            Recovered = Moneys.FromCents(balances.Recovered),
            Available = Moneys.FromCents(balances.Available),
            FreezeTime = envelope.FreezeTime is { } frozen ? Timestamp.FromDateTimeOffset(frozen) : null,
            CreateTime = Timestamp.FromDateTimeOffset(envelope.CreateTime),
            UpdateTime = Timestamp.FromDateTimeOffset(envelope.UpdateTime),
            Etag = Etag.From(envelope.Version),
        };
    }

    public static V1.Rates ToProto(this Rates rates) => new()
    {
        InvestmentRate = Moneys.FromCents(rates.InvestmentCents),
        OperatingRate = Moneys.FromCents(rates.OperatingCents),
        OperatingYears = rates.OperatingYears,
    };

    public static PaymentKind? ToDomain(this V1.Envelope.Types.Kind kind) => kind switch
    {
        V1.Envelope.Types.Kind.Unspecified => null,
        V1.Envelope.Types.Kind.Investment => PaymentKind.Investment,
        V1.Envelope.Types.Kind.Operating => PaymentKind.Operating,
    };

    private static V1.Envelope.Types.PaymentLimit ToProto(PaymentLimit limit) => new()
    {
        BudgetYear = limit.BudgetYear,
        Kind = limit.Kind switch
        {
            PaymentKind.Investment => V1.Envelope.Types.Kind.Investment,
            PaymentKind.Operating => V1.Envelope.Types.Kind.Operating,
        },
        Amount = Moneys.FromCents(limit.AmountCents),
    };

    private static V1.Envelope.Types.Amendment ToProto(Amendment amendment) => new()
    {
        Amount = Moneys.FromCents(amendment.AmountCents),
        Reason = amendment.Reason,
        Deliberation = amendment.Deliberation,
        DeliberationDate = amendment.DeliberationDate is { } day
            ? new Date { Year = day.Year, Month = day.Month, Day = day.Day }
            : null,
        CreateTime = Timestamp.FromDateTimeOffset(amendment.CreateTime),
    };
}
