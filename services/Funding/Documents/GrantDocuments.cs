using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Funding;

/// <summary>What may be done with the deeds of grants: finance adds them, the communes of an announced grant and those
/// who see all read them; once the agreement is signed they stay.</summary>
internal sealed class GrantDocuments(Database database) : IDocumentHolder
{
    public string Pattern => "grants/{grant}";

    public async Task<DocumentRules> Read(string holder, Caller caller, CancellationToken cancellation)
    {
        var grant = await GrantTable.Find(database, Id(holder), alsoUnannounced: true, cancellation);
        return RulesOf(holder, grant, caller);
    }

    public async Task<DocumentRules> Lock(string holder, Transaction transaction) =>
        RulesOf(holder, await GrantTable.Lock(transaction, Id(holder)), transaction.Caller);

    private static DocumentRules RulesOf(string holder, Grant? grant, Caller caller) =>
        grant is not null && MayRead(grant, caller)
            ? new(
                EnumText.Of(grant.State), null,
                _ => grant.State == GrantState.Reserved ? null : Errors.WrongState(grant, GrantState.Reserved))
            : throw CommonErrors.NotFound(holder);

    private static bool MayRead(Grant grant, Caller caller) =>
        caller.BoundTo(Role.Finance, Role.Manager, Role.Auditor) is not { } communes
        || grant.AnnounceTime is not null && grant.Communes.Intersect(communes).Any();

    private static Guid Id(string holder) => ResourceName.ParseGuid("grants/{grant}", holder, "parent");
}
