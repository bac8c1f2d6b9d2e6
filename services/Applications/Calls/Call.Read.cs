using System.Globalization;
using System.Text.RegularExpressions;
using Google.Protobuf.WellKnownTypes;
using ProjetK.ServiceDefaults;

namespace ProjetK.Applications;

internal sealed partial record Call
{
    private static readonly DateTimeOffset
        Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero), Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A draft with the rules of that message, what is not given by default; refuses with everything that is
    /// wrong, and with the violations noted before.</summary>
    public static Call Read(V1.Call call, string id, DateTimeOffset now, Violations violations)
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
            Basis = ReadBasis(call.PopulationBasis),
            IntentOpenTime = ReadTime(call.IntentOpenTime, "intent_open_time", violations),
            IntentDeadlineTime = ReadTime(call.IntentDeadlineTime, "intent_deadline_time", violations),
            EngagementDeadlineTime = engagementDeadline,
            DeliberationDeadlineTime = call.DeliberationDeadlineTime is null
                ? engagementDeadline
                : ReadTime(call.DeliberationDeadlineTime, "deliberation_deadline_time", violations),
            SelectionTime = call.SelectionTime is null ? null : ReadTime(call.SelectionTime, "selection_time", violations),
            CooperationMinMonths = Given(call.CooperationMinMonths, 6),
            CooperationMaxMonths = Given(call.CooperationMaxMonths, 12),
            Places = Given(call.Places, 1),
            Criteria = call.Criteria.Count == 0 ? Criterion.Prerequisites : [.. call.Criteria.Select(ReadCriterion)],
            MinReviews = call.MinReviews,
            Involvement = call.Involvement is { } asked
                ? new(asked.PublicActors, asked.PrivateActors, asked.CivilActors)
                : new(1, 1, 1),
            Targets = [.. call.Targets.Select(ReadTarget)],
            Perimeter = perimeter,
            PreviousCall = ReadPrevious(call.PreviousCall, violations),
            CreateTime = now,
            UpdateTime = now,
        };
        draft.Check(violations);
        violations.ThrowIfAny();
        return draft;
    }

    /// <summary>Notes every rule that does not hold together.</summary>
    public void Check(Violations violations)
    {
        violations.Require(IdPattern().IsMatch(Id), "call_id",
            "must be 1 to 40 lower-case letters, digits and inner hyphens.");
        violations.Require(Title.Length is > 0 and <= 200, "call.title", "must have 1 to 200 characters.");
        violations.Require(Summary.Length <= 5000, "call.summary", "must have at most 5,000 characters.");
        violations.Require(IsHttps(RulesDocument), "call.rules_document", "must be an https URL.");
        violations.Require(MinPopulation >= 1, "call.min_population", "must be at least 1.");
        violations.Require(MaxPopulation >= MinPopulation, "call.max_population", "must not be below min_population.");
        violations.Require(CooperationMinMonths >= 1, "call.cooperation_min_months", "must be at least 1.");
        violations.Require(CooperationMaxMonths >= CooperationMinMonths, "call.cooperation_max_months",
            "must not be below cooperation_min_months.");
        violations.Require(Places >= 1, "call.places", "must be at least 1.");
        violations.Require(MinReviews >= 0, "call.min_reviews", "must not be negative.");
        violations.Require(Involvement.PublicActors >= 0, "call.involvement.public_actors", "must not be negative.");
        violations.Require(Involvement.PrivateActors >= 0, "call.involvement.private_actors", "must not be negative.");
        violations.Require(Involvement.CivilActors >= 0, "call.involvement.civil_actors", "must not be negative.");
        violations.Require(PreviousCall != Id, "call.previous_call", "must be another call.");
        CheckTimes(violations);
        CheckCriteria(violations);
        CheckTargets(violations);
    }

    private void CheckTimes(Violations violations)
    {
        // A time that is missing is noted already; its order would only be noise.
        void After(DateTimeOffset? later, DateTimeOffset earlier, bool orEqual, string field, string than)
        {
            if (later is { } time && time != default && earlier != default)
                violations.Require(time > earlier || (orEqual && time == earlier), $"call.{field}",
                    orEqual ? $"must not be before {than}." : $"must be after {than}.");
        }

        After(IntentDeadlineTime, IntentOpenTime, false, "intent_deadline_time", "intent_open_time");
        After(EngagementDeadlineTime, IntentDeadlineTime, false, "engagement_deadline_time", "intent_deadline_time");
        After(DeliberationDeadlineTime, EngagementDeadlineTime, true, "deliberation_deadline_time",
            "engagement_deadline_time");
        After(SelectionTime, EngagementDeadlineTime, true, "selection_time", "engagement_deadline_time");
    }

    private void CheckCriteria(Violations violations)
    {
        var ids = new HashSet<string>();
        for (var i = 0; i < Criteria.Count; i++)
        {
            var (id, title, weight) = Criteria[i];
            CheckId(id, ids, $"call.criteria[{i}].id", violations);
            violations.Require(title.Length > 0, $"call.criteria[{i}].title", "is required.");
            violations.Require(weight >= 1, $"call.criteria[{i}].weight", "must be at least 1.");
        }
    }

    private void CheckTargets(Violations violations)
    {
        var ids = new HashSet<string>();
        for (var i = 0; i < Targets.Count; i++)
        {
            CheckId(Targets[i].Indicator, ids, $"call.targets[{i}].indicator", violations);
            violations.Require(IsDecimal(Targets[i].Value), $"call.targets[{i}].value",
                "must be a decimal number, e.g. \"-15.5\".");
        }
    }

    private static void CheckId(string id, HashSet<string> ids, string field, Violations violations)
    {
        if (violations.Require(IdPattern().IsMatch(id), field,
            "must be 1 to 40 lower-case letters, digits and inner hyphens."))
            violations.Require(ids.Add(id), field, "is repeated.");
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

    private static PopulationBasis ReadBasis(V1.PopulationBasis basis) => basis switch
    {
        V1.PopulationBasis.Unspecified or V1.PopulationBasis.Municipale => PopulationBasis.Municipale,
        V1.PopulationBasis.Totale => PopulationBasis.Totale,
    };

    private static Criterion ReadCriterion(V1.Call.Types.Criterion one) => new(one.Id, one.Title.Trim(), one.Weight);

    private static Target ReadTarget(V1.Call.Types.Target one) => new(one.Indicator, one.Title, one.Value, one.Unit);

    private static int Given(int value, int otherwise) => value == 0 ? otherwise : value;

    private static bool IsHttps(string url) => url.Length == 0
        || (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps);

    private static bool IsDecimal(string value) => decimal.TryParse(
        value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);

    [GeneratedRegex(@"\A[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?\z")]
    private static partial Regex IdPattern();
}
