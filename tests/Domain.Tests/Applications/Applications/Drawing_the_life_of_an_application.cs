using System.Runtime.CompilerServices;
using System.Text;
using ProjetK.Foundation;

namespace ProjetK.Applications.Tests;

/// <summary>docs/states.md is written by the table of transitions itself: PROJETK_ACCEPT=1 writes it anew.</summary>
public sealed class Drawing_the_life_of_an_application
{
    private const string Start = """
        # The life of an application

        Written by `Drawing_the_life_of_an_application` from `services/Applications/Applications/States/Transitions.cs`;
        change the table, then run that test with `PROJETK_ACCEPT=1`. The names are those of the RPCs; what Funding and
        time do is in the table all the same. `TerminateCooperation` and `ReinstateApplication`, and a decision against
        the ranking, lead there once a second manager calls `ApproveDecision`. What the syndicate decides on a letter of
        engagement is secret until `AnnounceDecisions`: meanwhile others see, and applicants act on, the state before.

        """;

    [Fact]
    public void gives_what_the_documentation_shows()
    {
        var path = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "..", "docs", "states.md");
        if (Environment.GetEnvironmentVariable("PROJETK_ACCEPT") == "1")
            File.WriteAllText(path, Document());
        Assert.Equal(Document(), File.ReadAllText(path));
    }

    private static string Document() =>
        $"{Start}\n```mermaid\nstateDiagram-v2\n    [*] --> DRAFT: CreateApplication\n{Diagram()}```\n\n{Table()}";

    private static string Diagram() => Ends() + string.Concat(
        from arrow in Arrows()
        where arrow.From != arrow.To
        group arrow.Transition by (arrow.From, arrow.To) into same
        select $"    {Text(same.Key.From)} --> {Text(same.Key.To)}: {string.Join(", ", same)}\n");

    private static string Ends() => string.Concat(
        from rule in Transitions.All
        where rule.To == Destination.Gone
        from before in rule.From
        select $"    {Text(before)} --> [*]: {rule.Transition}\n");

    private static string Table()
    {
        var text = new StringBuilder("| transition | by | from | to | until |\n|---|---|---|---|---|\n");
        foreach (var rule in Transitions.All)
        {
            var arrows = Arrows().Where(arrow => arrow.Transition == rule.Transition).ToList();
            text.Append($"| `{rule.Transition}` | {string.Join(", ", rule.Callers.Select(role => EnumText.Of(role)))} | {Texts(rule.From)} | ")
                .Append(To(rule, arrows))
                .Append($" | {Until(rule)} |\n");
        }
        return text.ToString();
    }

    private static string To(Rule rule, List<(Transition, ApplicationState From, ApplicationState To)> arrows) =>
        rule.To == Destination.Gone ? "none"
        : arrows.All(arrow => arrow.From == arrow.To) ? "the same"
        : Texts(arrows.Select(arrow => arrow.To));

    private static string Until(Rule rule) => rule.Until switch
    {
        null => "",
        var until when until == Needs.IntentDeadline => "the deadline of the letter of intent",
        _ => "the deadline of the letter of engagement",
    };

    private static IEnumerable<(Transition Transition, ApplicationState From, ApplicationState To)> Arrows() =>
        from rule in Transitions.All
        from before in rule.From
        from after in Transitions.Targets(rule, before)
        select (rule.Transition, before, after);

    private static string Texts(IEnumerable<ApplicationState> states) =>
        string.Join(", ", states.Distinct().Select(Text));

    private static string Text(ApplicationState state) => EnumText.Of(state);

    private static string Here([CallerFilePath] string path = "") => path;
}
