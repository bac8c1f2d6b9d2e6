using ProjetK.Funding.V1;
using static ProjetK.Funding.V1.VerifyLedgerResponse.Types;
using Client = ProjetK.Funding.V1.FundingService.FundingServiceClient;

namespace ProjetK.Portal.Pages;

/// <summary>What a recalculation of the whole ledger found.</summary>
public sealed record LedgerCheck(long Entries, long Envelopes, BrokenEntry? Broken, bool IsWhole)
{
    /// <summary>One call checks some 100,000 entries; a page waits for no more than these.</summary>
    private const int MostCalls = 5;

    /// <summary>Recalculates as far as the person may see.</summary>
    public static async Task<LedgerCheck> Of(Client service)
    {
        var check = new LedgerCheck(0, 0, null, false);
        var last = "";
        for (var call = 0; call < MostCalls && check is { IsWhole: false, Broken: null }; call++)
        {
            var answer = await service.VerifyLedgerAsync(new() { AfterEnvelope = last });
            last = answer.LastEnvelope;
            check = new(
                check.Entries + answer.EntryCount, check.Envelopes + answer.EnvelopeCount, answer.FirstBroken,
                last.Length == 0);
        }
        return check;
    }

    /// <summary>What is wrong, in words.</summary>
    public static string Words(Flaw flaw) => flaw switch
    {
        Flaw.Changed => "son contenu ne correspond plus à son empreinte",
        Flaw.MissingBefore => "une écriture manque avant elle",
        Flaw.Unlinked => "elle n’est pas liée à celle d’avant",
        Flaw.WrongEnd => "la fin de la chaîne n’est pas celle que l’enveloppe connaît",
        Flaw.WrongBalance => "le solde n’est pas la somme des écritures",
        Flaw.WrongTransfer => "le mouvement n’a pas ses deux côtés",
        _ => "elle ne se laisse pas vérifier",
    };
}
