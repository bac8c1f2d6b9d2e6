using System.Globalization;
using System.Text.RegularExpressions;

namespace ProjetK.Applications;

internal sealed partial record Call
{
    /// <summary>Limits far above any real call, so that no number, list or text of a call can be used to
    /// hurt.</summary>
    private const int MaxInhabitants = 10_000_000, MaxMonths = 120, MaxPlaces = 1_000, MaxActors = 1_000,
        MaxReviews = 100, MaxItems = 50, MaxWeight = 1_000, MaxCommunes = 2_000, MaxTitle = 200, MaxUrl = 2_000;

    /// <summary>Notes every rule that does not hold together.</summary>
    public void Check(Violations violations)
    {
        violations.Require(IdPattern().IsMatch(Id), "call_id",
            "must be 1 to 40 lower-case letters, digits and inner hyphens.");
        violations.Require(TextRules.Count(Title) is > 0 and <= 200, "call.title", "must have 1 to 200 characters.");
        violations.Require(TextRules.Count(Summary) <= 5000, "call.summary", "must have at most 5,000 characters.");
        violations.RequireText(Title, "call.title");
        violations.RequireText(Summary, "call.summary");
        violations.RequireText(RulesDocument, "call.rules_document");
        violations.Require(RulesDocument.Length <= MaxUrl && IsHttps(RulesDocument), "call.rules_document",
            "must be an https URL of at most 2,000 characters.");
        Within(MinPopulation, 1, MaxInhabitants, "min_population", violations);
        Within(MaxPopulation, 1, MaxInhabitants, "max_population", violations);
        violations.Require(MaxPopulation >= MinPopulation, "call.max_population", "must not be below min_population.");
        Within(CooperationMinMonths, 1, MaxMonths, "cooperation_min_months", violations);
        Within(CooperationMaxMonths, 1, MaxMonths, "cooperation_max_months", violations);
        violations.Require(CooperationMaxMonths >= CooperationMinMonths, "call.cooperation_max_months",
            "must not be below cooperation_min_months.");
        Within(Places, 1, MaxPlaces, "places", violations);
        Within(MinReviews, 0, MaxReviews, "min_reviews", violations);
        Within(Involvement.PublicActors, 0, MaxActors, "involvement.public_actors", violations);
        Within(Involvement.PrivateActors, 0, MaxActors, "involvement.private_actors", violations);
        Within(Involvement.CivilActors, 0, MaxActors, "involvement.civil_actors", violations);
        violations.Require(Perimeter.Count <= MaxCommunes, "call.perimeter", "must hold at most 2,000 communes.");
        violations.Require(PreviousCall != Id, "call.previous_call", "must be another call.");
        CheckTimes(violations);
        CheckCriteria(violations);
        CheckTargets(violations);
    }

    private static void Within(int number, int min, int max, string field, Violations violations) => violations.Require(
        number >= min && number <= max, $"call.{field}",
        string.Create(CultureInfo.InvariantCulture, $"must be from {min} to {max:N0}."));

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
        if (!violations.Require(Criteria.Count <= MaxItems, "call.criteria", "must hold at most 50 criteria."))
            return;
        var ids = new HashSet<string>();
        for (var i = 0; i < Criteria.Count; i++)
        {
            var (id, title, weight) = Criteria[i];
            CheckId(id, ids, $"call.criteria[{i}].id", violations);
            violations.Require(TextRules.Count(title) is > 0 and <= MaxTitle, $"call.criteria[{i}].title",
                "must have 1 to 200 characters.");
            violations.RequireText(title, $"call.criteria[{i}].title");
            Within(weight, 1, MaxWeight, $"criteria[{i}].weight", violations);
        }
    }

    private void CheckTargets(Violations violations)
    {
        if (!violations.Require(Targets.Count <= MaxItems, "call.targets", "must hold at most 50 targets."))
            return;
        var ids = new HashSet<string>();
        for (var i = 0; i < Targets.Count; i++)
        {
            violations.Require(TextRules.Count(Targets[i].Title) <= MaxTitle, $"call.targets[{i}].title",
                "must have at most 200 characters.");
            violations.Require(TextRules.Count(Targets[i].Unit) <= MaxTitle, $"call.targets[{i}].unit",
                "must have at most 200 characters.");
            CheckId(Targets[i].Indicator, ids, $"call.targets[{i}].indicator", violations);
            violations.RequireText(Targets[i].Title, $"call.targets[{i}].title");
            violations.RequireText(Targets[i].Unit, $"call.targets[{i}].unit");
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

    private static bool IsHttps(string url) => url.Length == 0
        || (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps);

    private static bool IsDecimal(string value) => value.Length <= 30 && decimal.TryParse(
        value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);

    [GeneratedRegex(@"\A[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?\z")]
    private static partial Regex IdPattern();
}
