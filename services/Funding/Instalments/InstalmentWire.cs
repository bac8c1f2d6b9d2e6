using Google.Protobuf.WellKnownTypes;
using Google.Type;

namespace ProjetK.Funding;

/// <summary>Instalments as callers see them.</summary>
internal static class InstalmentWire
{
    public static V1.Instalment ToProto(this Instalment one, Guid territory) => new()
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
        RequiredReport = one.ReportYear is { } year ? $"territories/{territory:D}/reports/{year}" : "",
        Reason = one.Reason,
        CertifyTime = (one.Certification?.Time).ToTimestamp(),
        OrderTime = (one.Order?.Time).ToTimestamp(),
        CreateTime = Timestamp.FromDateTimeOffset(one.CreateTime),
        UpdateTime = Timestamp.FromDateTimeOffset(one.UpdateTime),
        Etag = Etag.From(one.Version),
    };

    /// <summary>The day on the wire.</summary>
    public static Date ToDate(this DateOnly day) => new() { Year = day.Year, Month = day.Month, Day = day.Day };
}
