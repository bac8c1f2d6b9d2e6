using Google.Protobuf.WellKnownTypes;
using Google.Type;

namespace ProjetK.Funding;

/// <summary>Instalments as callers see them.</summary>
internal static class InstalmentWire
{
    /// <summary>An instalment of a grant as it is at that instant.</summary>
    public static V1.Instalment ToProto(this Instalment one, Grant grant, DateTimeOffset now) => new()
    {
        Name = $"grants/{one.Grant:D}/instalments/{one.Number}",
        Kind = one.Kind switch
        {
            PaymentKind.Investment => V1.Instalment.Types.Kind.Investment,
            PaymentKind.Operating => V1.Instalment.Types.Kind.Operating,
        },
        Year = one.Year,
        DueTime = one.DueTime.ToTimestamp(),
        Amount = Moneys.FromCents(one.Cents),
        MandateNumber = one.Order?.MandateNumber ?? "",
        TreasuryReference = one.Payment?.TreasuryReference ?? "",
        State = one.State switch
        {
            InstalmentState.Planned => V1.Instalment.Types.State.Planned,
            InstalmentState.Certified => V1.Instalment.Types.State.Certified,
            InstalmentState.Ordered => V1.Instalment.Types.State.Ordered,
            InstalmentState.Paid => V1.Instalment.Types.State.Paid,
            InstalmentState.Cancelled => V1.Instalment.Types.State.Cancelled,
        },
        BudgetYear = one.Payment?.BudgetYear ?? one.Order?.BudgetYear ?? 0,
        PaymentDate = one.Payment?.Date.ToDate(),
        Recovered = Moneys.FromCents(one.RecoveredCents),
        Beneficiary = one.Payment is { } paid ? $"communes/{paid.Commune}" : "",
        Siret = one.Payment?.Siret ?? "",
        RequiredReport = one.ReportYear is { } year ? $"territories/{grant.Territory:D}/reports/{year}" : "",
        Reason = one.Reason,
        CertifyTime = (one.Certification?.Time).ToTimestamp(),
        OrderTime = (one.Order?.Time).ToTimestamp(),
        CreateTime = Timestamp.FromDateTimeOffset(one.CreateTime),
        UpdateTime = Timestamp.FromDateTimeOffset(one.UpdateTime),
        Etag = Etag.From(one.Version),
        Payee = $"communes/{one.Payment?.Commune ?? grant.BeneficiaryAt(now).Commune}",
        Territory = $"territories/{grant.Territory:D}",
    };

    public static InstalmentState? ToDomain(this V1.Instalment.Types.State state) => state switch
    {
        V1.Instalment.Types.State.Unspecified => null,
        V1.Instalment.Types.State.Planned => InstalmentState.Planned,
        V1.Instalment.Types.State.Certified => InstalmentState.Certified,
        V1.Instalment.Types.State.Ordered => InstalmentState.Ordered,
        V1.Instalment.Types.State.Paid => InstalmentState.Paid,
        V1.Instalment.Types.State.Cancelled => InstalmentState.Cancelled,
    };

    /// <summary>The day on the wire.</summary>
    public static Date ToDate(this DateOnly day) => new() { Year = day.Year, Month = day.Month, Day = day.Day };
}
