using Google.Type;
using Grpc.Core;
using ProjetK.Test.V1;
using V1 = ProjetK.Operations.V1;

namespace ProjetK.Foundation.Tests;

public sealed class Taking_requests_apart
{
    [Theory]
    [InlineData("communes/{commune}", "communes/33525", new[] { "33525" })]
    [InlineData("territories/{territory}/sites/{site}", "territories/a-1/sites/b", new[] { "a-1", "b" })]
    public void gives_the_ids_of_a_resource_name(string pattern, string name, string[] ids) =>
        Assert.Equal(ids, ResourceName.Parse(pattern, name));

    [Theory]
    [InlineData("")]
    [InlineData("communes")]
    [InlineData("communes/")]
    [InlineData("communes/1/")]
    [InlineData("communes/1/2")]
    [InlineData("Communes/1")]
    [InlineData("communes/1 2")]
    [InlineData("/communes/1")]
    public void refuses_a_malformed_resource_name(string name)
    {
        var refusal = Assert.Throws<DomainException>(() => ResourceName.Parse("communes/{commune}", name, "applicant"));
        Assert.Equal(("INVALID_FIELD", "applicant"), (refusal.Reason, refusal.Violations[0].Field));
    }

    [Fact]
    public void pages_through_a_list_without_gap_or_repetition()
    {
        var all = Enumerable.Range(0, 25).Select(number => $"{number:00}").ToList();
        var (seen, token) = (new List<string>(), "");
        do
        {
            var page = Page.Of(new ListCountersRequest { PageSize = 10, PageToken = token });
            var rows = all.Where(row => string.CompareOrdinal(row, page.After<string>()) > 0).Take(page.Limit).ToList();
            token = page.Cut(rows, row => row);
            seen.AddRange(rows);
        }
        while (token.Length > 0);
        Assert.Equal(all, seen);
    }

    [Theory]
    [InlineData(0, 50)]
    [InlineData(7, 7)]
    [InlineData(5000, 1000)]
    public void coerces_the_page_size(int asked, int given) =>
        Assert.Equal(given, Page.Of(new ListCountersRequest { PageSize = asked }).Size);

    [Fact]
    public void refuses_a_negative_page_size() =>
        Assert.Throws<DomainException>(() => Page.Of(new ListCountersRequest { PageSize = -1 }));

    [Theory]
    [InlineData("garbage")]
    [InlineData("!!")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAA")]
    public void refuses_a_page_token_that_is_none(string token) =>
        Assert.Throws<DomainException>(() => Page.Of(new ListCountersRequest { PageToken = token }));

    [Fact]
    public void refuses_the_page_token_of_other_arguments()
    {
        var rows = new List<string> { "a", "b" };
        var token = Page.Of(new ListCountersRequest { PageSize = 1 }).Cut(rows, row => row);
        Assert.Equal("a", Page.Of(new ListCountersRequest { PageSize = 2, PageToken = token }).After<string>());
        Assert.Throws<DomainException>(() => Page.Of(new ListCountersRequest { Prefix = "x", PageToken = token }));
    }

    [Fact]
    public void tells_a_stale_etag_from_a_missing_one()
    {
        Etag.Check(Etag.From(3), 3);
        Assert.Equal(StatusCode.Aborted, Assert.Throws<DomainException>(() => Etag.Check(Etag.From(2), 3)).Code);
        Assert.Equal("INVALID_FIELD", Assert.Throws<DomainException>(() => Etag.Check("", 3)).Reason);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(12345678901)]
    [InlineData(-250)]
    public void carries_cents_to_the_wire_and_back(long cents) =>
        Assert.Equal(cents, Moneys.ToCents(Moneys.FromCents(cents), "amount"));

    [Fact]
    public void refuses_a_fraction_of_a_cent() => Assert.Throws<DomainException>(() =>
        Moneys.ToCents(new Money { CurrencyCode = "EUR", Nanos = 1 }, "amount"));

    [Fact]
    public void refuses_to_update_what_is_no_field_or_not_updatable()
    {
        var refusal = Assert.Throws<DomainException>(() => FieldMasks.Merge<Counter>(
            new() { Paths = { "value", "update_time", "nothing" } }, new(), new(), "value"));
        Assert.Equal(2, refusal.Violations.Count);
    }

    [Fact]
    public void updates_without_a_mask_only_what_is_set()
    {
        var current = new Counter { Name = "counters/a", Value = 1 };
        var merged = FieldMasks.Merge(null, new Counter { Value = 2, Name = "counters/b" }, current, "value");
        Assert.Equal(new Counter { Name = "counters/a", Value = 2 }, merged);
        Assert.Equal(current, FieldMasks.Merge(null, new Counter(), current, "value"));
    }

    [Fact]
    public void refuses_another_value_of_what_never_changes_and_takes_the_same()
    {
        var current = new V1.DeadLetter { Name = "a", Reason = "b" };
        FieldMasks.Merge(null, new V1.DeadLetter { Reason = "c" }, current, "nothing");
        var counter = new CountUpRequest { Amount = 1 };
        Assert.Equal(counter, FieldMasks.Merge(null, counter, counter, "steps"));
        var refusal = Assert.Throws<DomainException>(
            () => FieldMasks.Merge(null, new CountUpRequest { Amount = 2 }, counter, "steps"));
        Assert.Equal("count_up_request.amount", Assert.Single(refusal.Violations).Field);
    }

    [Fact]
    public void clears_what_a_mask_names_and_the_change_leaves_out() => Assert.Equal(
        new Counter(), FieldMasks.Merge(new() { Paths = { "value" } }, new(), new Counter { Value = 1 }, "value"));

    [Fact]
    public void collects_every_violation()
    {
        var violations = new Violations();
        violations.Require(false, "a", "is wrong.");
        violations.Require(true, "b", "is right.");
        violations.Require(false, "c", "is wrong too.");
        Assert.Equal(2, Assert.Throws<DomainException>(violations.ThrowIfAny).Violations.Count);
    }
}
