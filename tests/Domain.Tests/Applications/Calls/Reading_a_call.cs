using Google.Protobuf.WellKnownTypes;
using ProjetK.Foundation;
using ProjetK.ServiceDefaults;

namespace ProjetK.Applications.Tests;

public sealed class Reading_a_call
{
    private static readonly DateTimeOffset Now = Some.Opening.AddDays(-40);

    [Fact]
    public void fills_in_what_is_not_given()
    {
        var call = Read(Least());
        Assert.Equal((800, 1500, PopulationBasis.Municipale), (call.MinPopulation, call.MaxPopulation, call.Basis));
        Assert.Equal((6, 12), (call.CooperationMinMonths, call.CooperationMaxMonths));
        Assert.Equal((1, 0), (call.Places, call.MinReviews));
        Assert.Equal(new Involvement(1, 1, 1), call.Involvement);
        Assert.Equal(call.EngagementDeadlineTime, call.DeliberationDeadlineTime);
        Assert.NotEmpty(call.Criteria);
        Assert.All(call.Criteria, criterion => Assert.Equal(1, criterion.Weight));
    }

    [Fact]
    public void asks_for_no_actors_where_that_is_said()
    {
        var call = Least();
        call.Involvement = new();
        Assert.Equal(new Involvement(0, 0, 0), Read(call).Involvement);
    }

    [Fact]
    public void gives_back_what_was_sent()
    {
        var sent = Read(Least()).ToProto(Now);
        Assert.Equal(sent, Read(sent).ToProto(Now));
    }

    [Fact]
    public void names_everything_that_is_missing() => Assert.Equal(
        [
            "call.engagement_deadline_time", "call.intent_deadline_time", "call.intent_open_time", "call.title",
            "call_id",
        ],
        Refused(new(), ""));

    [Fact]
    public void names_every_bound_that_does_not_hold()
    {
        var call = Least();
        (call.MinPopulation, call.MaxPopulation, call.Places, call.MinReviews) = (2000, 1000, -1, -1);
        (call.CooperationMinMonths, call.CooperationMaxMonths) = (12, 6);
        call.Involvement = new() { CivilActors = -1 };
        call.RulesDocument = "http://example.org";
        Assert.Equal(
            [
                "call.cooperation_max_months", "call.involvement.civil_actors", "call.max_population",
                "call.min_reviews", "call.places", "call.rules_document",
            ],
            Refused(call));
    }

    [Fact]
    public void wants_numbers_lists_and_texts_of_a_human_size()
    {
        var call = Least();
        (call.MaxPopulation, call.Places, call.MinReviews) = (int.MaxValue, int.MaxValue, int.MaxValue);
        call.CooperationMaxMonths = int.MaxValue;
        call.Criteria.Add(
            new V1.Call.Types.Criterion { Id = "a", Title = new string('é', 201), Weight = int.MaxValue });
        call.Targets.Add(Enumerable.Range(0, 51)
            .Select(i => new V1.Call.Types.Target { Indicator = $"i{i}", Value = "1" }));
        Assert.Equal(
            [
                "call.cooperation_max_months", "call.criteria[0].title", "call.criteria[0].weight",
                "call.max_population", "call.min_reviews", "call.places", "call.targets",
            ],
            Refused(call));
    }

    [Fact]
    public void wants_its_times_in_order()
    {
        var call = Least();
        call.IntentDeadlineTime = call.IntentOpenTime;
        call.EngagementDeadlineTime = Some.Opening.AddDays(-1).ToTimestamp();
        call.DeliberationDeadlineTime = Some.Opening.AddDays(-2).ToTimestamp();
        call.SelectionTime = Some.Opening.AddDays(-2).ToTimestamp();
        Assert.Equal(
            [
                "call.deliberation_deadline_time", "call.engagement_deadline_time", "call.intent_deadline_time",
                "call.selection_time",
            ],
            Refused(call));
    }

    [Fact]
    public void refuses_a_time_that_no_calendar_has()
    {
        var call = Least();
        call.IntentOpenTime = new() { Seconds = long.MaxValue };
        call.IntentDeadlineTime = new() { Seconds = call.EngagementDeadlineTime.Seconds - 1, Nanos = -1 };
        Assert.Equal(["call.intent_deadline_time", "call.intent_open_time"], Refused(call));
    }

    [Fact]
    public void wants_criteria_and_targets_that_can_be_told_apart()
    {
        var call = Least();
        call.Criteria.Add([
            new() { Id = "a", Title = "A", Weight = 1 }, new() { Id = "a", Title = "", Weight = 0 }, new() { Id = "Ü" },
        ]);
        call.Targets.Add([
            new() { Indicator = "waste", Value = "-15.5" }, new() { Indicator = "waste", Value = "many" },
        ]);
        Assert.Equal(
            [
                "call.criteria[1].id", "call.criteria[1].title", "call.criteria[1].weight", "call.criteria[2].id",
                "call.criteria[2].title", "call.criteria[2].weight", "call.targets[1].indicator",
                "call.targets[1].value",
            ],
            Refused(call));
    }

    [Theory]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("A")]
    [InlineData("a_b")]
    [InlineData("12345678901234567890123456789012345678901")]
    public void refuses_an_id_that_is_no_slug(string id) => Assert.Equal(["call_id"], Refused(Least(), id));

    [Fact]
    public void refuses_malformed_references()
    {
        var call = Least();
        call.Perimeter.Add(["communes/33525", "communes/x", "communes/33525"]);
        call.PreviousCall = "2022";
        Assert.Equal(["call.perimeter", "call.perimeter", "call.previous_call"], Refused(call));
    }

    private static V1.Call Least() => new()
    {
        Title = "Appel à coopération",
        IntentOpenTime = Some.Opening.ToTimestamp(),
        IntentDeadlineTime = Some.IntentDeadline.ToTimestamp(),
        EngagementDeadlineTime = Some.EngagementDeadline.ToTimestamp(),
    };

    private static Call Read(V1.Call call, string id = "2026") => call.FromProto(id, Now, new Violations());

    private static IEnumerable<string> Refused(V1.Call call, string id = "2026") =>
        Assert.Throws<DomainException>(() => Read(call, id)).Violations
            .Select(violation => violation.Field)
            .Order(StringComparer.Ordinal);
}
