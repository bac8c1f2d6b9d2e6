namespace ProjetK.Events;

/// <summary>An application was chosen and its money is asked for: Funding reserves the whole multi-year amount or refuses.</summary>
/// <param name="ProposalId">This choice; the answer carries it back. A repeated proposal has the same id.</param>
/// <param name="ApplicationId">The application.</param>
/// <param name="TerritoryId">The territory.</param>
/// <param name="Call">Id of the call, which decides the envelope.</param>
/// <param name="BeneficiaryCommune">INSEE code of the commune, or of the lead of a grouping.</param>
/// <param name="Population">Inhabitants, as frozen by the letter of engagement.</param>
/// <param name="ProposeTime">When, UTC.</param>
/// <param name="Version">Version of the application.</param>
/// <param name="Communes">INSEE codes of all communes that take part; without them the beneficiary alone does.</param>
[ConsumedBy("funding/ReserveFunds")]
public sealed record SelectionProposed(
    Guid ProposalId, Guid ApplicationId, Guid TerritoryId, string Call, string BeneficiaryCommune, int Population,
    DateTimeOffset ProposeTime, long Version, IReadOnlyList<string>? Communes = null);
