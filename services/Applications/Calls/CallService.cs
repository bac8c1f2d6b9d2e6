
namespace ProjetK.Applications;

/// <summary>The waves of the appel à coopération.</summary>
internal sealed partial class CallService(Database database, Mutations mutations) : V1.CallService.CallServiceBase
{
    private const string Pattern = "calls/{call}";
}
