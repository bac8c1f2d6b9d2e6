using ProjetK.Applications.V1;
using ProjetK.Ecosystem.V1;
using ProjetK.Funding.V1;
using ProjetK.Testing.Scenarios;
using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.FaultTests;

/// <summary>Somebody who opens an account, writes something in each service, and is erased.</summary>
internal sealed class Guest(Round round, Newcomer newcomer)
{
    private const string Commune = "33243";
    private readonly Stack stack = round.Stack;

    /// <summary>Opens the account: an invitation does not wait while the clock turns by months.</summary>
    public static async Task<Guest> Arrive(Round round) =>
        new(round, await Newcomer.Arrive(round.Stack, [Role.Applicant, Role.Finance], Commune));

    /// <summary>Writes in each service and is erased.</summary>
    public async Task Visit()
    {
        await Write(newcomer.Self);
        await newcomer.BeErased(stack);
    }

    /// <summary>What still leads to them, in any service; nothing when all have forgotten them.</summary>
    public async Task<string> Traces()
    {
        var traces = new List<string>();
        foreach (var service in Databases.Services)
            traces.AddRange(await stack.Column<string>(service,
                $"""
                SELECT '{service}.history_people' FROM history_people WHERE subject = $1
                UNION ALL SELECT '{service}.saved_answers' FROM saved_answers WHERE caller = $1
                """, newcomer.Person.Name));
        traces.AddRange(await stack.Column<string>(
            "identity", "SELECT 'state ' || state FROM people WHERE id = $1 AND state <> 'ERASED'", newcomer.Id));
        return string.Join(", ", traces);
    }

    private Task Write(Person self) => Task.WhenAll(
        stack.Send<Application>(new CreateApplicationRequest
        {
            Application = new() { Call = round.Call, Applicant = Candidacy.Of(Commune) },
        }, by: self),
        stack.Send<Envelope>(new CreateEnvelopeRequest
        {
            EnvelopeId = $"guest-{newcomer.Id:N}"[..20],
            Envelope = new()
            {
                Calls = { $"calls/guest-{newcomer.Id:N}"[..26] },
                Label = "Participation financière",
                Amount = new() { CurrencyCode = "EUR", Units = 1000 },
            },
        }, by: self),
        stack.Send<Actor>(new CreateActorRequest
        {
            Actor = new()
            {
                DisplayName = $"Les Amis {newcomer.Id:N}",
                Kind = Actor.Types.Kind.Association,
                Commune = $"communes/{Commune}",
            },
        }, by: self));
}
