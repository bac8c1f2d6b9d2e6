
namespace ProjetK.Applications;

/// <summary>The communes of France, and whether a candidacy would be eligible.</summary>
internal sealed partial class CommuneService(
    Database database, CommuneMemory memory, GrantEstimates grants)
    : V1.CommuneService.CommuneServiceBase;
