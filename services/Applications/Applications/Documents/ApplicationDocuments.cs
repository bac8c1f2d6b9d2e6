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

    internal static DocumentRules RulesOf(Application application, Caller caller) => new(
        EnumText.Of(application.State),
        caller.Has(Role.Manager) || !application.State.HasEnded()
            ? null
            : Errors.WrongState(application.State, ApplicationStates.OpenToDocuments),
        document => application.HoldsFast(document.CreateTime)
            ? Errors.WrongState(application.State, [ApplicationState.Draft])
            : null);
}
