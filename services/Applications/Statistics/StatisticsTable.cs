using static ProjetK.Applications.V1.CallStatistics.Types;
using Kind = ProjetK.Applications.V1.Applicant.Types.Kind;

namespace ProjetK.Applications;

/// <summary>Counts the applications of a call whose letter of intent was submitted.</summary>
internal static class StatisticsTable
{
    private const string Submitted = "FROM applications WHERE call_id = $1 AND reference IS NOT NULL";
    private const string Population = "COALESCE(sum((population ->> 'Value')::integer), 0)::integer";

    public static async Task<(int Applications, int Communes, int Population)> Totals(
        Database database, string call, CancellationToken cancellation) =>
        await database.QueryOne($"""
            SELECT count(*)::integer,
                (SELECT count(DISTINCT commune)::integer FROM application_communes
                 WHERE application_id IN (SELECT id {Submitted})),
                {Population}
            {Submitted}
            """, reader => (reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2)), cancellation, call);

    public static Task<List<KindCount>> CountKinds(Database database, string call, CancellationToken cancellation) =>
        database.Query($"""
            SELECT applicant ->> 'Kind' AS kind, count(*)::integer, {Population} {Submitted} GROUP BY kind ORDER BY kind
            """, reader => new KindCount
        {
            Kind = Enum.Parse<Kind>(reader.GetString(0)),
            Applications = reader.GetInt32(1),
            Population = reader.GetInt32(2),
        }, cancellation, call);

    public static Task<List<ThemeCount>> CountThemes(Database database, string call, CancellationToken cancellation) =>
        database.Query($"""
            SELECT theme, count(*)::integer AS number
            FROM (SELECT DISTINCT id, jsonb_array_elements_text(project -> 'Themes') AS theme {Submitted}) AS named
            GROUP BY theme ORDER BY number DESC, theme
            """, reader => new ThemeCount
        {
            Theme = reader.GetString(0),
            Label = Term.All.FirstOrDefault(term => term.Kind == TermKind.Theme && term.Id == reader.GetString(0))?.Label
                ?? "",
            Applications = reader.GetInt32(1),
        }, cancellation, call);

    public static Task<List<EpciCount>> CountEpcis(Database database, string call, CancellationToken cancellation) =>
        database.Query($"""
            SELECT COALESCE(communes.epci_code, '') AS epci, COALESCE(max(communes.epci_name), ''),
                count(DISTINCT part.application_id)::integer AS number
            FROM application_communes AS part JOIN communes ON communes.code = part.commune
            WHERE part.application_id IN (SELECT id {Submitted})
            GROUP BY epci ORDER BY number DESC, epci
            """, reader => new EpciCount
        {
            Epci = reader.GetString(0),
            DisplayName = reader.GetString(1),
            Applications = reader.GetInt32(2),
        }, cancellation, call);

    /// <summary>How long each step took, from the first line in the history that began it to the first one that ended
    /// it.</summary>
    public static Task<List<Delay>> Delays(Database database, string call, CancellationToken cancellation) =>
        database.Query($"""
            WITH steps (step, began, ended) AS (VALUES
                (1, ARRAY['SubmitIntent'], ARRAY['AcceptIntent', 'DeclareIneligible']),
                (2, ARRAY['AcceptIntent'], ARRAY['SubmitEngagement']),
                (3, ARRAY['SubmitEngagement'], ARRAY['StartReview']),
                (4, ARRAY['StartReview'], ARRAY['NOT_SELECTED', 'WAITLISTED', 'SELECTED'])),
            lines AS (
                SELECT resource, action, to_state, occur_time FROM history
                WHERE resource IN (SELECT 'applications/' || id {Submitted})),
            began AS (
                SELECT resource, step, ended, min(occur_time) AS time
                FROM lines JOIN steps ON action = ANY (began) GROUP BY resource, step, ended),
            took AS (
                SELECT step, extract(epoch FROM min(lines.occur_time) - began.time)::double precision / 86400 AS days
                FROM began JOIN lines ON lines.resource = began.resource AND lines.occur_time >= began.time
                    AND (lines.action = ANY (ended) OR lines.to_state = ANY (ended))
                GROUP BY began.resource, step, began.time)
            SELECT step, count(*)::integer, percentile_cont(0.5) WITHIN GROUP (ORDER BY days), max(days)
            FROM took GROUP BY step ORDER BY step
            """, reader => new Delay
        {
            Step = (Delay.Types.Step)reader.GetInt32(0),
            Applications = reader.GetInt32(1),
            MedianDays = reader.GetDouble(2),
            LongestDays = reader.GetDouble(3),
        }, cancellation, call);
}
