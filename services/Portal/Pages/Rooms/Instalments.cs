using ProjetK.Funding.V1;
using static ProjetK.Funding.V1.Instalment.Types;
using Client = ProjetK.Funding.V1.FundingService.FundingServiceClient;

namespace ProjetK.Portal.Pages.Rooms;

/// <summary>What is paid one by one, over all grants.</summary>
internal static class Instalments
{
    /// <summary>The parent of those of all grants.</summary>
    public const string OfAllGrants = "grants/-";

    /// <summary>How many of an envelope are added up.</summary>
    public const int Most = 1000;

    /// <summary>What waits for finance, by what is to be done; nothing where it does not answer.</summary>
    public static async Task<IReadOnlyList<(State State, IReadOnlyList<Instalment> Instalments, bool IsPart)>?> Waiting(
        Client service, Timestamp now)
    {
        var states = (State[])[State.Planned, State.Certified, State.Ordered];
        var answers = await Task.WhenAll(states.Select(state => service.ListInstalmentsAsync(new()
        {
            Parent = OfAllGrants,
            State = state,
            DueUntil = state is State.Planned ? now : null,
            PageSize = 30,
        }).IfItAnswers()));
        return answers.OfType<ListInstalmentsResponse>().ToList() is { } found && found.Count == states.Length
            ? [.. states.Zip(found, (state, answer) => (state, (IReadOnlyList<Instalment>)answer.Instalments, answer.NextPageToken.Length > 0))]
            : null;
    }

    /// <summary>The year in which it is paid, ordered or due; 0 while nobody knows.</summary>
    public static int YearOf(Instalment instalment) => instalment.BudgetYear > 0 ? instalment.BudgetYear
        : instalment.DueTime is { } due ? French.DayOf(due).Year : 0;
}
