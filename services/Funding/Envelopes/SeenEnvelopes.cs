using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    /// <summary>Whether a caller knows of what is not announced yet.</summary>
    private static bool KnowsAll(Caller caller) =>
        caller.BoundTo(Role.Finance, Role.Manager, Role.Auditor, Role.Service) is null;
}
