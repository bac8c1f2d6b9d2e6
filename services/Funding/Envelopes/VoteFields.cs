namespace ProjetK.Funding;

/// <summary>Reads what is decided when an envelope is opened.</summary>
internal static class VoteFields
{
    public static Vote ReadVote(V1.CreateEnvelopeRequest request, Rates standard)
    {
        var violations = new Violations();
        var vote = Read(violations, request.EnvelopeId, request.Envelope, standard);
        violations.ThrowIfAny();
        return vote;
    }

    /// <summary>What an amendment changes beside the amount.</summary>
    public static NewTerms Terms(this Violations violations, V1.AmendEnvelopeRequest request) => new(
        ReadCalls(violations, request.Calls, "calls"),
        ReadLimits(violations, request.PaymentLimits, "payment_limits"),
        [.. request.AccountCodes]);

    private static Vote Read(Violations violations, string id, V1.Envelope envelope, Rates standard) => new(
        id,
        envelope.Label.Trim(),
        ReadCalls(violations, envelope.Calls, "envelope.calls"),
        ReadRates(violations, envelope, standard),
        violations.Cents(envelope.Amount, "envelope.amount", Envelope.LargestAmountCents),
        ReadLimits(violations, envelope.PaymentLimits, "envelope.payment_limits"),
        [.. envelope.AccountCodes]);

    private static Rates ReadRates(Violations violations, V1.Envelope envelope, Rates standard)
    {
        var rates = new Rates(
            envelope.InvestmentRate is null
                ? standard.InvestmentCents
                : violations.Cents(envelope.InvestmentRate, "envelope.investment_rate", Rates.LargestCents),
            envelope.OperatingRate is null
                ? standard.OperatingCents
                : violations.Cents(envelope.OperatingRate, "envelope.operating_rate", Rates.LargestCents),
            envelope.OperatingYears == 0 ? standard.OperatingYears : envelope.OperatingYears)
        {
            AgreementMonths = envelope.AgreementMonths == 0 ? standard.AgreementMonths : envelope.AgreementMonths,
        };
        violations.RequireSane(rates, "envelope.investment_rate");
        return rates;
    }

    private static string[] ReadCalls(Violations violations, IReadOnlyList<string> calls, string field)
    {
        violations.Require(calls.Distinct().Count() == calls.Count, field, "must not name a call twice.");
        return [.. calls
            .Select((call, index) => violations.Id("calls/{call}", call, $"{field}[{index}]"))
            .Order(StringComparer.Ordinal)];
    }

    private static PaymentLimit[] ReadLimits(
        Violations violations, IReadOnlyList<V1.Envelope.Types.PaymentLimit> limits, string field)
    {
        violations.Require(
            limits.DistinctBy(limit => (limit.BudgetYear, limit.Kind)).Count() == limits.Count,
            field, "must not limit the same budget year and kind twice.");
        return [.. limits
            .Select((limit, index) => ReadLimit(violations, limit, $"{field}[{index}]"))
            .OrderBy(limit => limit.BudgetYear).ThenBy(limit => limit.Kind)];
    }

    private static PaymentLimit ReadLimit(Violations violations, V1.Envelope.Types.PaymentLimit limit, string field)
    {
        var kind = limit.Kind.ToDomain();
        violations.Require(kind is not null, $"{field}.kind", "must be INVESTMENT or OPERATING.");
        return new(limit.BudgetYear, kind ?? default,
            violations.Cents(limit.Amount, $"{field}.amount", Envelope.LargestAmountCents));
    }
}
