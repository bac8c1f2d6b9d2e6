using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Applications;

/// <summary>What may be done with the documents of applications: whoever reads one reads its documents; what was there
/// when a letter was submitted stays.</summary>
internal sealed class ApplicationDocuments(Database database) : IDocumentHolder
{
    public string Pattern => ApplicationWire.Pattern;

    public async Task<DocumentRules> Read(string holder, Caller caller, CancellationToken cancellation) => RulesOf(
        await ApplicationTable.Get(database, ApplicationWire.ParseName(holder), caller, cancellation), caller);

    public async Task<DocumentRules> Lock(string holder, Transaction transaction) => RulesOf(
        await ApplicationTable.Lock(transaction, ApplicationWire.ParseName(holder)), transaction.Caller);

    /// <summary>The rules say no more of the application than the caller may know.</summary>
    internal static DocumentRules RulesOf(Application application, Caller caller)
    {
        var seen = application.SeenBy(caller);
        return new(
            EnumText.Of(application.State),
            caller.Has(Role.Manager) ? null
                : !application.IsOf(caller) ? CommonErrors.PermissionDenied()
                : seen.State.HasEnded() ? Errors.WrongState(seen.State, ApplicationStates.OpenToDocuments)
                : null,
            document => !caller.Has(Role.Manager) && !application.IsOf(caller) ? CommonErrors.PermissionDenied()
                : seen.HoldsFast(document.CreateTime) ? Errors.WrongState(seen.State, [ApplicationState.Draft])
                : null);
    }
}
