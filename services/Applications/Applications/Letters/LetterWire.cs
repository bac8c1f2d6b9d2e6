using Google.Protobuf.WellKnownTypes;
using Date = Google.Type.Date;

namespace ProjetK.Applications;

/// <summary>Letters and who signs them on the wire.</summary>
internal static class LetterWire
{
    private const int MaxText = 20_000, MaxName = 200, MaxFunction = 100, MaxNumber = 100;

    /// <summary>A letter; in short without what takes long to read or to compute.</summary>
    public static V1.Application.Types.Letter ToProto(this Application application, LetterKind kind, bool full)
    {
        var letter = application.LetterOf(kind);
        return new()
        {
            Text = full ? letter.Text : "",
            Signatory = letter.Signatory?.ToProto(),
            Sha256 = full ? application.Fingerprint(kind) : letter.Sha256 ?? "",
            SubmitTime = letter.SubmitTime?.ToTimestamp(),
            Deliberation = letter.Deliberation?.ToProto(),
            Signatures = { letter.Signatures.Select(ToProto) },
        };
    }

    public static V1.Receipt ToReceipt(this Application application, LetterKind kind) => new()
    {
        Reference = application.Reference,
        ReceiveTime = application.LetterOf(kind).SubmitTime!.Value.ToTimestamp(),
        Sha256 = application.Fingerprint(kind),
    };

    public static Letter FromProto(this V1.Application.Types.Letter? message, string field, Violations violations)
    {
        if (message is null)
            return Letter.Empty;
        violations.RequireAtMost(message.Text, MaxText, $"{field}.text");
        violations.Require(field == "application.engagement" || message.Deliberation is null, $"{field}.deliberation",
            "belongs to the letter of engagement: engagement.deliberation.");
        return new()
        {
            Text = message.Text.Trim(),
            Signatory = message.Signatory.FromProto($"{field}.signatory", violations),
            Deliberation = message.Deliberation.FromProto($"{field}.deliberation", violations),
        };
    }

    public static Signatory? FromProto(
        this V1.Application.Types.Signatory? message, string field, Violations violations)
    {
        if (message is null)
            return null;
        violations.RequireNeeded(message.DisplayName, MaxName, $"{field}.display_name");
        violations.RequireNeeded(message.Function, MaxFunction, $"{field}.function");
        return new(message.DisplayName.Trim(), message.Function.Trim());
    }

    private static Deliberation? FromProto(
        this V1.Application.Types.Deliberation? message, string field, Violations violations)
    {
        if (message is null)
            return null;
        violations.RequireNeeded(message.Number, MaxNumber, $"{field}.number");
        var date = message.Date ?? new();
        var isDay = date.Year is >= 1900 and <= 2200 && date.Month is >= 1 and <= 12
            && date.Day >= 1 && date.Day <= DateTime.DaysInMonth(date.Year, date.Month);
        violations.Require(isDay, $"{field}.date", "must be a day between the years 1900 and 2200.");
        return new(message.Number.Trim(), isDay ? new DateOnly(date.Year, date.Month, date.Day) : default);
    }

    private static V1.Application.Types.Signatory ToProto(this Signatory signatory) =>
        new() { DisplayName = signatory.DisplayName, Function = signatory.Function };

    private static V1.Application.Types.Signature ToProto(Signature signature) => new()
    {
        Commune = $"communes/{signature.Commune}",
        Signatory = signature.Signatory.ToProto(),
        SignTime = signature.SignTime.ToTimestamp(),
        Sha256 = signature.Sha256 ?? "",
    };

    private static V1.Application.Types.Deliberation ToProto(this Deliberation deliberation) => new()
    {
        Number = deliberation.Number,
        Date = new Date { Year = deliberation.Date.Year, Month = deliberation.Date.Month, Day = deliberation.Date.Day },
    };
}
