using Google.Protobuf.WellKnownTypes;

namespace ProjetK.Funding;

/// <summary>Grants as callers see them.</summary>
internal static class GrantWire
{
    /// <summary>A grant as it is at that instant.</summary>
    public static V1.Grant ToProto(this Grant grant, DateTimeOffset now)
    {
        var (commune, siret) = grant.BeneficiaryAt(now);
        return new()
        {
            Name = $"grants/{grant.Id:D}",
            Application = $"applications/{grant.Application:D}",
            Territory = $"territories/{grant.Territory:D}",
            Envelope = $"envelopes/{grant.Envelope}",
            Call = grant.Call is { } call ? $"calls/{call}" : "",
            Beneficiary = new() { Commune = $"communes/{commune}", Siret = siret ?? "" },
            Communes = { grant.Communes.Select(one => $"communes/{one}") },
            NewLeadCommune = grant.LeadCommune == grant.LatestBeneficiary ? "" : $"communes/{grant.LeadCommune}",
            Population = grant.Population,
            Investment = Moneys.FromCents(grant.Amounts.InvestmentCents),
            OperatingPerYear = Moneys.FromCents(grant.Amounts.OperatingPerYearCents),
            OperatingYears = grant.Amounts.OperatingYears,
            Total = Moneys.FromCents(grant.Amounts.TotalCents),
            Agreement = grant.Agreement is { } agreement
                ? new() { Number = agreement.Number, SignTime = Timestamp.FromDateTimeOffset(agreement.SignTime) }
                : null,
            AnnounceTime = grant.AnnounceTime.ToTimestamp(),
            AgreementDeadlineTime = grant.AgreementDeadlineTime.ToTimestamp(),
            StartTime = grant.StartTime.ToTimestamp(),
            TerminateTime = grant.TerminateTime.ToTimestamp(),
            ReleaseReason = grant.ReleaseReason,
            State = grant.State.ToProto(),
            CreateTime = Timestamp.FromDateTimeOffset(grant.CreateTime),
            UpdateTime = Timestamp.FromDateTimeOffset(grant.UpdateTime),
            Etag = Etag.From(grant.Version),
        };
    }

    public static GrantState? ToDomain(this V1.Grant.Types.State state) => state switch
    {
        V1.Grant.Types.State.Unspecified => null,
        V1.Grant.Types.State.Reserved => GrantState.Reserved,
        V1.Grant.Types.State.Committed => GrantState.Committed,
        V1.Grant.Types.State.Completed => GrantState.Completed,
        V1.Grant.Types.State.Released => GrantState.Released,
        V1.Grant.Types.State.Terminated => GrantState.Terminated,
    };

    /// <summary>The instant on the wire, absent where there is none.</summary>
    public static Timestamp? ToTimestamp(this DateTimeOffset? time) =>
        time is { } known ? Timestamp.FromDateTimeOffset(known) : null;

    private static V1.Grant.Types.State ToProto(this GrantState state) => state switch
    {
        GrantState.Reserved => V1.Grant.Types.State.Reserved,
        GrantState.Committed => V1.Grant.Types.State.Committed,
        GrantState.Completed => V1.Grant.Types.State.Completed,
        GrantState.Released => V1.Grant.Types.State.Released,
        GrantState.Terminated => V1.Grant.Types.State.Terminated,
    };
}
