using System.Globalization;
using System.Text.RegularExpressions;

namespace ProjetK.Applications;

internal sealed partial record Call
{
    /// <summary>Notes every rule that does not hold together.</summary>
    public void Check(Violations violations)
    {
        violations.Require(IdPattern().IsMatch(Id), "call_id",
            "must be 1 to 40 lower-case letters, digits and inner hyphens.");
        violations.Require(Title.Length is > 0 and <= 200, "call.title", "must have 1 to 200 characters.");
        violations.Require(Summary.Length <= 5000, "call.summary", "must have at most 5,000 characters.");
        violations.RequireText(Title, "call.title");
        violations.RequireText(Summary, "call.summary");
        violations.RequireText(RulesDocument, "call.rules_document");
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
            violations.RequireText(title, $"call.criteria[{i}].title");
            violations.Require(weight >= 1, $"call.criteria[{i}].weight", "must be at least 1.");
        }
    }

    private void CheckTargets(Violations violations)
    {
        var ids = new HashSet<string>();
        for (var i = 0; i < Targets.Count; i++)
        {
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

    private static bool IsDecimal(string value) => decimal.TryParse(
        value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);

    [GeneratedRegex(@"\A[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?\z")]
    private static partial Regex IdPattern();
}
