using Google.Protobuf.WellKnownTypes;

namespace ProjetK.Applications;

internal static partial class CallWire
{
    private static readonly DateTimeOffset
        Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero), Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A draft with the rules of that message, what is not given by default; refuses with everything that is
    /// wrong, and with the violations noted before.</summary>
    public static Call FromProto(this V1.Call call, string id, DateTimeOffset now, Violations violations)
    {
        var engagementDeadline = ReadTime(call.EngagementDeadlineTime, "engagement_deadline_time", violations);
        CommuneNames.Read(call.Perimeter, "call.perimeter", violations, out var perimeter);
        var draft = new Call
        {
            Id = id,
            Title = call.Title.Trim(),
            Summary = call.Summary,
            RulesDocument = call.RulesDocument,
            MinPopulation = Given(call.MinPopulation, 800),
            MaxPopulation = Given(call.MaxPopulation, 1500),
            Basis = call.PopulationBasis.FromProto(),
            IntentOpenTime = ReadTime(call.IntentOpenTime, "intent_open_time", violations),
            IntentDeadlineTime = ReadTime(call.IntentDeadlineTime, "intent_deadline_time", violations),
            EngagementDeadlineTime = engagementDeadline,
            DeliberationDeadlineTime = call.DeliberationDeadlineTime is null
                ? engagementDeadline
                : ReadTime(call.DeliberationDeadlineTime, "deliberation_deadline_time", violations),
            SelectionTime = call.SelectionTime is null
                ? null
                : ReadTime(call.SelectionTime, "selection_time", violations),
            CooperationMinMonths = Given(call.CooperationMinMonths, 6),
            CooperationMaxMonths = Given(call.CooperationMaxMonths, 12),
            Places = Given(call.Places, 1),
            Criteria = call.Criteria.Count == 0 ? Criterion.Prerequisites : [.. call.Criteria.Select(FromProto)],
            MinReviews = call.MinReviews,
            Involvement = call.Involvement is { } asked
                ? new(asked.PublicActors, asked.PrivateActors, asked.CivilActors)
                : new(1, 1, 1),
            Targets = [.. call.Targets.Select(FromProto)],
            Perimeter = perimeter,
            PreviousCall = ReadPrevious(call.PreviousCall, violations),
            LegalNotices = call.LegalNotices is { } notices
                ? new(notices.Receipt.Trim(), notices.Silence.Trim(), notices.Appeal.Trim())
                : LegalNotices.None,
            CreateTime = now,
            UpdateTime = now,
        };
        draft.Check(violations);
        violations.ThrowIfAny();
        return draft;
    }

    private static DateTimeOffset ReadTime(Timestamp? time, string field, Violations violations)
    {
        if (!violations.Require(time is not null, $"call.{field}", "is required."))
            return default;
        // Out of range a timestamp cannot even be converted.
        var valid = time!.Seconds >= Earliest.ToUnixTimeSeconds() && time.Seconds < Latest.ToUnixTimeSeconds()
            && time.Nanos is >= 0 and < 1_000_000_000;
        return violations.Require(valid, $"call.{field}", "must be a time between the years 2000 and 2199.")
            ? DateTimeOffset.FromUnixTimeSeconds(time.Seconds).AddMicroseconds(time.Nanos / 1000)
            : default;
    }

    private static string? ReadPrevious(string name, Violations violations)
    {
        if (name.Length == 0)
            return null;
        var well = ResourceName.TryParse("calls/{call}", name, out var ids);
        return violations.Require(well, "call.previous_call", "must look like calls/2023.") ? ids![0] : null;
    }

    private static PopulationBasis FromProto(this V1.PopulationBasis basis) => basis switch
    {
        V1.PopulationBasis.Unspecified or V1.PopulationBasis.Municipale => PopulationBasis.Municipale,
        V1.PopulationBasis.Totale => PopulationBasis.Totale,
    };

    private static Criterion FromProto(V1.Call.Types.Criterion one) => new(one.Id, one.Title.Trim(), one.Weight);

    private static Target FromProto(V1.Call.Types.Target one) => new(one.Indicator, one.Title, one.Value, one.Unit);

    private static int Given(int value, int otherwise) => value == 0 ? otherwise : value;
}
