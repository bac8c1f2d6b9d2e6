using Google.Type;
using ProjetK.Applications.V1;
using ProjetK.Funding.V1;
using ProjetK.Testing.Scenarios;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.FaultTests;

[Collection(typeof(With_two_of_each))]
public sealed class Selecting_for_the_last_euros(TwoOfEach stack)
{
    private const int AtOnce = 200, MostWhoFit = 5;
    private const long Grant = 1130 * 140;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task by_200_at_once_reserves_exactly_as_many_as_fit_each_time()
    {
        var times = Form.Count(2, 50);
        var round = await Round.Publish(stack, euros: 1, call => call.Places = AtOnce + (times * MostWhoFit));
        var first = await (await Candidacy.Draft(round, "33174")).Reach(State.UnderReview);
        await Copy(first, AtOnce + (times * MostWhoFit));
        // Its commune applies in other tests, which it could not if it were helped already.
        await first.Withdraw();
        var random = new Random();
        var selected = 0;
        for (var time = 0; time < times; time++)
        {
            selected += random.Next(MostWhoFit + 1);
            var left = random.NextInt64(Grant);
            await Amend(round.Envelope, (selected * Grant) + left);
            await ChooseAtOnce(round, backlog: time % 2 == 0);
            await Eventually.Get(
                () => Count(round, "SELECTION_PENDING"), count => count == 0, "all answers", Patience);
            Assert.Equal(selected, await Count(round, "SELECTED"));
            await Check(round.Envelope["envelopes/".Length..], selected, left);
        }
        Form.Report($"{times} times {AtOnce} at once, {selected} reserved");
    }

    /// <summary>Applications lets one selection of a call after the other pass; so that they meet in Funding all the
    /// same, that stands still meanwhile.</summary>
    private async Task ChooseAtOnce(Round round, bool backlog)
    {
        var applications = await Some(round);
        Assert.Equal(AtOnce, applications.Count);
        if (backlog)
            stack.Faults.Pause("funding");
        try
        {
            await Task.WhenAll(applications.Select(Select));
        }
        catch
        {
            Form.Report($"{(backlog ? "As a backlog" : "At once")}: {await stack.Complaints()}");
            throw;
        }
        finally
        {
            if (backlog)
                stack.Faults.Resume("funding");
        }
    }

    private async Task Check(string envelope, int selected, long left)
    {
        await Books.Hold(stack, envelope);
        Assert.Equal(left * 100, await stack.Value<long>(
            "funding", "SELECT available FROM envelopes WHERE id = $1", envelope));
        Assert.Equal(selected, await stack.Value<long>(
            "funding", "SELECT count(*) FROM grants WHERE envelope = $1 AND state = 'RESERVED'", envelope));
    }

    /// <summary>Writes like applications for other communes: to play them all would take long.</summary>
    private async Task Copy(Candidacy candidacy, int count) => Assert.Equal(count, await stack.Value<long>(
        "applications",
        """
        WITH copy AS (
            INSERT INTO applications
            SELECT (jsonb_populate_record(a, jsonb_build_object('id', fresh.id, 'territory_id', fresh.id,
                'reference', NULL, 'applicant', a.applicant || jsonb_build_object(
                    'Lead', fresh.code, 'Communes', jsonb_build_array(fresh.code))))).*
            FROM applications AS a, (
                SELECT gen_random_uuid() AS id, code FROM communes
                WHERE is_current AND NOT EXISTS (SELECT FROM application_communes WHERE commune = code)
                ORDER BY code LIMIT $2) AS fresh
            WHERE a.id = $1
            RETURNING 1)
        SELECT count(*) FROM copy
        """, Guid.Parse(candidacy.Name["applications/".Length..]), count));

    /// <summary>So many as shall be chosen at once.</summary>
    private Task<List<Guid>> Some(Round round) => stack.Column<Guid>("applications",
        "SELECT id FROM applications WHERE call_id = $1 AND state = 'UNDER_REVIEW' ORDER BY random() LIMIT $2",
        round.Call["calls/".Length..], AtOnce);

    private Task Select(Guid application) => stack.Send<Application>(
        new SelectApplicationRequest { Name = $"applications/{application}", Reason = "Un bon projet." });

    private Task<long> Count(Round round, string state) => stack.Value<long>("applications",
        "SELECT count(*) FROM applications WHERE call_id = $1 AND state = $2", round.Call["calls/".Length..], state);

    private Task Amend(string envelope, long euros) => stack.Send<Envelope>(new AmendEnvelopeRequest
    {
        Name = envelope,
        Amount = new Money { CurrencyCode = "EUR", Units = euros },
        Reason = "Décision modificative",
        Deliberation = "2023-17",
        DeliberationDate = new Date { Year = 2023, Month = 9, Day = 14 },
    });
}
