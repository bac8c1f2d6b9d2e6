using ProjetK.Testing.Scenarios;

namespace ProjetK.FaultTests;

/// <summary>What a journey left behind in the databases, without what is each journey's own.</summary>
internal sealed record Outcome(string Application, string Grants, string Envelope, string Entries, string Territory)
{
    public static async Task<Outcome> Of(Round round, Candidacy candidacy)
    {
        var application = Guid.Parse(candidacy.Name["applications/".Length..]);
        var envelope = round.Envelope["envelopes/".Length..];
        return new(
            await round.Stack.Value<string>("applications",
                "SELECT state || ' ' || version FROM applications WHERE id = $1", application),
            await round.Stack.Value<string>("funding",
                "SELECT coalesce(string_agg(state || ' ' || version, ','), '') FROM grants WHERE application = $1",
                application),
            await round.Stack.Value<string>("funding",
                "SELECT concat_ws(' ', budget, available, reserved, version) FROM envelopes WHERE id = $1", envelope),
            await round.Stack.Value<string>("funding",
                """
                SELECT string_agg(account || ' ' || amount_cents, ',' ORDER BY sequence)
                FROM entries WHERE envelope = $1
                """, envelope),
            await round.Stack.Value<string>("ecosystem",
                """
                SELECT coalesce(string_agg(stage || ' ' || version, ','), '') FROM territories WHERE application_id = $1
                """, application));
    }
}
