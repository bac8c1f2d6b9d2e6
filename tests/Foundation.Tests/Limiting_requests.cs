using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using ProjetK.Test.V1;

namespace ProjetK.Foundation.Tests;

public sealed class Limiting_requests
{
    [Theory]
    [InlineData("a\0b", "control characters")]
    [InlineData("a\nb", "one line")]
    [InlineData("a\tb", "one line")]
    [InlineData("a\u2028b", "one line")]
    [InlineData("a\ufffeb", "U+FFFE")]
    [InlineData("a\uffffb", "U+FFFF")]
    [InlineData("\ud83f\udffe", "U+1FFFE")]
    [InlineData("\u200b\u200d", "can be seen")]
    [InlineData("\u3164", "can be seen")]
    public void refuses_what_is_no_text(string name, string why)
    {
        var (field, description) = Refused(new() { Name = name });
        Assert.Equal("name", field);
        Assert.Contains(why, description);
    }

    [Fact]
    public void refuses_half_a_character() =>
        Assert.Contains("lone surrogate", Refused(new() { Name = "a\ud83fb" }).Description);

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("Saint-Émilion")]
    [InlineData("👨‍👩‍👧‍👦 \u202fà l’œuvre « ici »")]
    [InlineData("e\u0301")]
    public void takes_what_people_write(string name) => RequestChecks.Check(new CountUpRequest { Name = name });

    [Fact]
    public void counts_characters_as_people_do()
    {
        RequestChecks.Check(new CountUpRequest { Note = string.Concat(Enumerable.Repeat("👩‍🚀", 20)) });
        Assert.Equal(
            "must have at most 20 characters.",
            Refused(new() { Note = string.Concat(Enumerable.Repeat("👩‍🚀", 21)) }).Description);
        Assert.Equal("note", Refused(new() { Note = "a" + new string('\u0301', 1000) }).Field);
    }

    [Fact]
    public void takes_lines_where_they_are_allowed() => RequestChecks.Check(new CountUpRequest { Note = "a\r\n\tb" });

    [Fact]
    public void limits_every_text_that_nobody_limited()
    {
        RequestChecks.Check(new CountUpRequest { Name = new('a', 1000) });
        Assert.Equal("must have at most 1,000 characters.", Refused(new() { Name = new('a', 1001) }).Description);
    }

    [Fact]
    public void limits_every_list_that_nobody_limited()
    {
        var request = new CountUpRequest();
        request.Steps.Add(Enumerable.Repeat(new CountUpRequest.Types.Step { Note = "\u200b" }, 101));
        Assert.Equal(("steps", "must hold at most 100, holds 101."), Refused(request));
    }

    [Theory]
    [InlineData(-62_135_596_800, 0)]
    [InlineData(253_402_300_799, 0)]
    [InlineData(long.MaxValue, 0)]
    [InlineData(0, -1)]
    [InlineData(0, 1_000_000_000)]
    public void refuses_times_that_nobody_means(long seconds, int nanos) => Assert.Equal(
        "time", Refused(new() { Time = new Timestamp { Seconds = seconds, Nanos = nanos } }).Field);

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(9999, 12, 31)]
    [InlineData(2026, 2, 29)]
    [InlineData(2026, 0, 0)]
    public void refuses_days_that_nobody_means(int year, int month, int day) => Assert.Equal(
        "day", Refused(new() { Day = new() { Year = year, Month = month, Day = day } }).Field);

    [Fact]
    public void names_all_that_is_wrong_at_once()
    {
        var request = new CountUpRequest { Name = "\0", Amount = -200, Direction = (Counter.Types.Direction)7 };
        request.Steps.Add(new CountUpRequest.Types.Step());
        request.Steps.Add(new CountUpRequest.Types.Step { Note = "\0", Direction = (Counter.Types.Direction)9 });
        request.Labels.Add("fine", "\0");
        request.Labels.Add("\0", "fine");
        var refusal = Assert.Throws<DomainException>(() => RequestChecks.Check(request));
        Assert.Equal("INVALID_FIELD", refusal.Reason);
        Assert.Equal(
            ["name", "amount", "direction", "steps[1].direction", "steps[1].note", "labels[fine]", "labels"],
            refusal.Violations.Select(violation => violation.Field));
    }

    [Fact]
    public void limits_numbers_where_the_contract_does_and_takes_none_for_not_given()
    {
        RequestChecks.Check(new CountUpRequest { Amount = 0 });
        Assert.Equal("must be -100 to 1000.", Refused(new() { Amount = int.MaxValue }).Description);
    }

    [Fact]
    public void wants_what_is_required()
    {
        var empty = new KeepCounterRequest { Counter = new() };
        var refusal = Assert.Throws<DomainException>(() => RequestChecks.Check(empty));
        Assert.Equal(["counter.label", "counter.keep_days"], refusal.Violations.Select(one => one.Field));
        var blank = new KeepCounterRequest { Counter = new() { Label = " \u200b", KeepDays = 1 } };
        Assert.Equal(
            ("counter.label", "is required."),
            Assert.Throws<DomainException>(() => RequestChecks.Check(blank)).Violations[0]);
    }

    [Fact]
    public void wants_no_more_in_an_update_than_what_changes_and_the_whole_afterwards()
    {
        RequestChecks.Check(new ChangeCounterRequest { Counter = new() });
        var refusal = Assert.Throws<DomainException>(
            () => FieldMasks.Merge(new() { Paths = { "label" } }, new KeptCounter(), new() { Label = "a" }, "label"));
        Assert.Contains(("kept_counter.label", "is required."), refusal.Violations);
    }

    [Fact]
    public void does_not_limit_what_only_the_service_writes() => RequestChecks.Check(new ChangeCounterRequest
    {
        Counter = new() { Remarks = new string('a', 5_000) + "\n" },
    });

    [Fact]
    public void gives_the_reason_that_the_contract_names_for_what_is_absent()
    {
        var absent = new GiveUpCounterRequest { Name = "counters/a", Reason = "\u200b" };
        Assert.Equal("REASON_REQUIRED", Assert.Throws<DomainException>(() => RequestChecks.Check(absent)).Reason);
        absent.Name = "";
        Assert.Equal("INVALID_FIELD", Assert.Throws<DomainException>(() => RequestChecks.Check(absent)).Reason);
    }

    [Theory]
    [InlineData("mairie", false)]
    [InlineData("mairie@tauriac", false)]
    [InlineData(" mairie@tauriac.example ", true)]
    public void knows_mail_addresses(string email, bool ok) => Assert.Equal(
        ok, Record.Exception(() => RequestChecks.Check(new GiveUpCounterRequest
        {
            Name = "counters/a",
            Reason = "a",
            Email = email,
        })) is null);

    private static (string Field, string Description) Refused(CountUpRequest request) =>
        Assert.Single(Assert.Throws<DomainException>(() => RequestChecks.Check(request)).Violations);
}
