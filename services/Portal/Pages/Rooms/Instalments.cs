using ProjetK.Funding.V1;
using Client = ProjetK.Funding.V1.FundingService.FundingServiceClient;

namespace ProjetK.Portal.Pages.Rooms;

/// <summary>What is paid one by one, over several grants.</summary>
internal static class Instalments
{
    /// <summary>Of how many grants they are read at once.</summary>
    public const int Most = 30;

    /// <summary>Those of the first grants whose agreement is signed.</summary>
    public static async Task<IReadOnlyList<(Grant Grant, Instalment Instalment)>> Of(Client service, IEnumerable<Grant> grants)
    {
        var signed = grants.Where(grant => grant.Agreement is not null).Take(Most).ToList();
        var found = await Task.WhenAll(signed.Select(grant => service.ListInstalmentsAsync(new() { Parent = grant.Name }).IfItAnswers()));
        return [.. signed.Zip(found).SelectMany(pair => (pair.Second?.Instalments ?? []).Select(one => (pair.First, one)))];
    }

    /// <summary>The year in which it is paid, ordered or due; 0 while nobody knows.</summary>
    public static int YearOf(Instalment instalment) => instalment.BudgetYear > 0 ? instalment.BudgetYear
        : instalment.DueTime is { } due ? French.DayOf(due).Year : 0;
}
