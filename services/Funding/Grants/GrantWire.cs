using Google.Protobuf.WellKnownTypes;

namespace ProjetK.Funding;

/// <summary>Grants as callers see them.</summary>
internal static class GrantWire
{
    public static V1.Grant ToProto(this Grant grant) => new()
    {
        Name = $"grants/{grant.Id:D}",
        Application = $"applications/{grant.Application:D}",
        Territory = $"territories/{grant.Territory:D}",
        Envelope = $"envelopes/{grant.Envelope}",
        Beneficiary = new() { Commune = $"communes/{grant.BeneficiaryCommune}" },
        Population = grant.Population,
        Investment = Moneys.FromCents(grant.Amounts.InvestmentCents),
        OperatingPerYear = Moneys.FromCents(grant.Amounts.OperatingPerYearCents),
        OperatingYears = grant.Amounts.OperatingYears,
        Total = Moneys.FromCents(grant.Amounts.TotalCents),
        Agreement = grant.Agreement is { } agreement
            ? new() { Number = agreement.Number, SignTime = Timestamp.FromDateTimeOffset(agreement.SignTime) }
            : null,
        State = grant.State switch
        {
            GrantState.Reserved => V1.Grant.Types.State.Reserved,
            GrantState.Committed => V1.Grant.Types.State.Committed,
            GrantState.Completed => V1.Grant.Types.State.Completed,
            GrantState.Released => V1.Grant.Types.State.Released,
            GrantState.Terminated => V1.Grant.Types.State.Terminated,
        },
        CreateTime = Timestamp.FromDateTimeOffset(grant.CreateTime),
        UpdateTime = Timestamp.FromDateTimeOffset(grant.UpdateTime),
        Etag = Etag.From(grant.Version),
    };

    public static GrantState? ToDomain(this V1.Grant.Types.State state) => state switch
    {
        V1.Grant.Types.State.Unspecified => null,
        V1.Grant.Types.State.Reserved => GrantState.Reserved,
        V1.Grant.Types.State.Committed => GrantState.Committed,
        V1.Grant.Types.State.Completed => GrantState.Completed,
        V1.Grant.Types.State.Released => GrantState.Released,
        V1.Grant.Types.State.Terminated => GrantState.Terminated,
    };
}
