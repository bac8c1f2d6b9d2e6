using System.Text.RegularExpressions;

namespace ProjetK.Funding;

/// <summary>Reads what is decided when an envelope is opened.</summary>
internal static partial class VoteFields
{
    private const int LongestLabel = 200, LongestCode = 20, MostItems = 100;

    public static Vote ReadVote(V1.CreateEnvelopeRequest request, Rates standard)
    {
        var fields = new Fields();
        fields.Require(Id().IsMatch(request.EnvelopeId), "envelope_id",
            "must be 1 to 40 lower-case letters, digits and inner hyphens.");
        fields.Require(request.Envelope is not null, "envelope", "is required.");
        var vote = Read(fields, request.EnvelopeId, request.Envelope ?? new(), standard);
        fields.ThrowIfAny();
        return vote;
    }

    private static Vote Read(Fields fields, string id, V1.Envelope envelope, Rates standard) => new(
        id,
        fields.Text(envelope.Label, "envelope.label", LongestLabel),
        ReadCalls(fields, envelope),
        ReadRates(fields, envelope, standard),
        fields.Cents(envelope.Amount, "envelope.amount", Envelope.LargestAmountCents),
        ReadLimits(fields, envelope),
        ReadCodes(fields, envelope));

    private static Rates ReadRates(Fields fields, V1.Envelope envelope, Rates standard)
    {
        var rates = new Rates(
            envelope.InvestmentRate is null
                ? standard.InvestmentCents
                : fields.Cents(envelope.InvestmentRate, "envelope.investment_rate", Rates.LargestCents),
            envelope.OperatingRate is null
                ? standard.OperatingCents
                : fields.Cents(envelope.OperatingRate, "envelope.operating_rate", Rates.LargestCents),
            envelope.OperatingYears == 0 ? standard.OperatingYears : envelope.OperatingYears);
        fields.RequireSane(rates, "envelope.operating_years", "envelope.investment_rate");
        return rates;
    }

    private static string[] ReadCalls(Fields fields, V1.Envelope envelope)
    {
        fields.Require(envelope.Calls.Count <= MostItems, "envelope.calls", $"must be at most {MostItems}.");
        fields.Require(envelope.Calls.Distinct().Count() == envelope.Calls.Count, "envelope.calls",
            "must not name a call twice.");
        return [.. envelope.Calls
            .Select((call, index) => fields.Id("calls/{call}", call, $"envelope.calls[{index}]"))
            .Order(StringComparer.Ordinal)];
    }

    private static PaymentLimit[] ReadLimits(Fields fields, V1.Envelope envelope)
    {
        var limits = envelope.PaymentLimits;
        fields.Require(limits.Count <= MostItems, "envelope.payment_limits", $"must be at most {MostItems}.");
        fields.Require(
            limits.DistinctBy(limit => (limit.BudgetYear, limit.Kind)).Count() == limits.Count,
            "envelope.payment_limits", "must not limit the same budget year and kind twice.");
        return [.. limits
            .Select((limit, index) => ReadLimit(fields, limit, $"envelope.payment_limits[{index}]"))
            .OrderBy(limit => limit.BudgetYear).ThenBy(limit => limit.Kind)];
    }

    private static PaymentLimit ReadLimit(Fields fields, V1.Envelope.Types.PaymentLimit limit, string field)
    {
        fields.Require(limit.BudgetYear is >= 2000 and <= 2999, $"{field}.budget_year", "must be a year such as 2026.");
        var kind = limit.Kind.ToDomain();
        fields.Require(kind is not null, $"{field}.kind", "must be INVESTMENT or OPERATING.");
        return new(limit.BudgetYear, kind ?? default,
            fields.Cents(limit.Amount, $"{field}.amount", Envelope.LargestAmountCents));
    }

    private static string[] ReadCodes(Fields fields, V1.Envelope envelope)
    {
        fields.Require(
            envelope.AccountCodes.Count <= MostItems, "envelope.account_codes", $"must be at most {MostItems}.");
        return [.. envelope.AccountCodes.Select((code, index) =>
            fields.Text(code, $"envelope.account_codes[{index}]", LongestCode))];
    }

    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?\z")]
    private static partial Regex Id();
}
