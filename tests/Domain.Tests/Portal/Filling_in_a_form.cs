using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using ProjetK.Applications.V1;
using ProjetK.Funding.V1;
using ProjetK.Portal.Forms;

namespace ProjetK.Portal.Tests;

/// <summary>What a form of the portal holds and sends, by the fields of the contract.</summary>
public sealed class Filling_in_a_form
{
    private readonly Application saved = new()
    {
        Project = new() { Title = "Le lieu", Maturity = Application.Types.Project.Types.Maturity.UnderWay, Themes = { "repair", "reuse" } },
        Contacts = new() { TechnicalReferent = new() { DisplayName = "Sam", Email = "sam@mairie.example" } },
    };

    [Fact]
    public void shows_what_is_saved()
    {
        var form = new FormState(saved, null);
        Assert.Equal("Le lieu", form.Text("project.title"));
        Assert.Equal("UNDER_WAY", form.Text("project.maturity"));
        Assert.Equal(["repair", "reuse"], form.Texts("project.themes"));
        Assert.Equal("", form.Text("engagement.deliberation.date"));
    }

    [Fact]
    public void takes_each_line_for_an_answer_where_the_form_says_so()
    {
        var form = new FormState(null, new FormCollection(new()
        {
            ["exchange.people"] = "Claire Martin, maire\r\n\r\n Paul Roux ",
            ["was.exchange.people"] = "",
            ["lignes.exchange.people"] = "oui",
        }));
        var request = new RecordExchangeRequest();
        Assert.Empty(form.Fill(request, "exchange.people"));
        Assert.Equal(["Claire Martin, maire", "Paul Roux"], request.Exchange.People);
    }

    [Fact]
    public void opens_only_what_a_correction_names()
    {
        var form = new FormState(saved, null) { Corrected = ["project.title", "contacts"] };
        Assert.True(form.IsCorrected("project.title"));
        Assert.True(form.IsCorrected("contacts.technical_referent.email"));
        Assert.False(form.IsCorrected("project.title_of_another"));
        Assert.Null(new FormState(saved, null).IsCorrected("project.title"));
    }

    [Fact]
    public void marks_what_was_saved_beside_what_was_refused_by_what_stands_there_now()
    {
        var typed = new FormCollection(new() { ["project.title"] = "Le lieu", ["was.project.title"] = "before" });
        Assert.Equal("before", new FormState(saved, typed).MarkOf("project.title"));
        Assert.Equal(
            new FormState(saved, null).MarkOf("project.title"),
            new FormState(saved, typed) { Settled = ["project.title"] }.MarkOf("project.title"));
    }

    [Fact]
    public void sends_only_what_was_changed()
    {
        var form = Sent(("project.title", "Le lieu"), ("project.summary", "Ligne 1\r\nLigne 2 "), ("project.themes", "reuse"),
            ("engagement.deliberation.date", "2026-07-11"));
        var (changes, mask, wrong) = form.Changes<Application>(form.Sent.Where(form.IsChanged));
        Assert.Empty(wrong);
        Assert.Equal(["project.summary", "project.themes", "engagement.deliberation.date"], mask);
        Assert.Equal("Ligne 1\nLigne 2", changes.Project.Summary);
        Assert.Equal(["reuse"], changes.Project.Themes);
        Assert.Equal(11, changes.Engagement.Deliberation.Date.Day);
    }

    [Fact]
    public void writes_and_shows_an_item_of_a_list()
    {
        var amendment = new AmendEnvelopeRequest();
        var typed = new FormState(null, new FormCollection(new Dictionary<string, StringValues>
        {
            ["payment_limits.0.budget_year"] = "2027",
            ["payment_limits.0.amount"] = "1 000,50",
        }));
        var wrong = typed.Fill(amendment, "payment_limits.0.budget_year", "payment_limits.0.amount");
        Assert.Empty(wrong);
        Assert.Equal((2027, 1000.50m), (amendment.PaymentLimits[0].BudgetYear, amendment.PaymentLimits[0].Amount.DecimalValue));
        Assert.Equal("1000,50", new FormState(amendment, null).Text("payment_limits.0.amount"));
        Assert.Equal("", new FormState(amendment, null).Text("payment_limits.1.amount"));
    }

    [Fact]
    public void takes_out_a_person_who_is_left_empty()
    {
        var form = Sent(("contacts.technical_referent.display_name", ""), ("contacts.technical_referent.email", " "));
        var (changes, mask, _) = form.Changes<Application>(form.Sent.Where(form.IsChanged));
        Assert.Equal(["contacts.technical_referent"], mask);
        Assert.Null(changes.Contacts?.TechnicalReferent);
    }

    [Fact]
    public void says_beside_the_field_what_is_no_day()
    {
        var form = Sent(("engagement.deliberation.date", "hier"));
        Assert.Equal("engagement.deliberation.date", Assert.Single(form.Changes<Application>(form.Sent).Wrong).Path);
    }

    [Fact]
    public void reads_lists_line_by_line_and_leaves_empty_lines_out()
    {
        var call = new Call { Targets = { new Call.Types.Target { Indicator = "waste", Title = "Ordures", Value = "-15.5", Unit = "kg" } } };
        var shown = new FormState(call, null);
        Assert.Equal(["waste", "Ordures", "-15,5", "kg"], Paths.Cells(Assert.Single(shown.Texts("targets"))));
        var form = new FormState(call, new FormCollection(new Dictionary<string, StringValues>
        {
            ["targets.indicator"] = new(["waste", "", "visits"]),
            ["targets.title"] = new(["Ordures", " ", ""]),
            ["targets.value"] = new(["-15,5", "", "−3,25"]),
            ["targets.unit"] = new(["kg", "", ""]),
            [FormState.MarkName("targets")] = shown.MarkOf("targets"),
        }));
        var (changes, mask, wrong) = form.Changes<Call>(form.Sent.Where(form.IsChanged));
        Assert.Empty(wrong);
        Assert.Equal(["targets"], mask);
        Assert.Equal([("waste", "-15.5"), ("visits", "-3.25")], changes.Targets.Select(target => (target.Indicator, target.Value)));
    }

    [Fact]
    public void notices_what_somebody_else_saved_meanwhile()
    {
        var form = Sent(("project.title", "Mon titre"));
        var mark = form.MarkOf("project.title");
        Assert.False(FormState.IsChangedIn(saved, "project.title", mark));
        var now = saved.Clone();
        now.Project.Title = "Son titre";
        Assert.True(FormState.IsChangedIn(now, "project.title", mark));
        Assert.False(form.Agrees(now, "project.title"));
    }

    /// <summary>A form made of what is saved, and sent with these texts.</summary>
    private FormState Sent(params (string Path, string Text)[] typed)
    {
        var shown = new FormState(saved, null);
        var values = new Dictionary<string, StringValues>();
        foreach (var (path, text) in typed)
            (values[path], values[FormState.MarkName(path)]) = (text, shown.MarkOf(path));
        return new(saved, new FormCollection(values));
    }
}
