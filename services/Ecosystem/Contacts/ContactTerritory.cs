using ProjetK.Events;

namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override Task<V1.Contact> ContactTerritory(V1.ContactTerritoryRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var id = violations.Guid(Territory.Pattern, request.Name);
        var from = violations.Guid(Territory.Pattern, request.From, "from");
        violations.Require(id != from, "from", "must be another territory than the one to write to.");
        violations.ThrowIfAny();
        return mutations.Run(request, context, async transaction =>
        {
            var writer = await TerritoryTable.LockTheirs(transaction, from);
            var reader = await TerritoryTable.Find(transaction, id) ?? throw CommonErrors.NotFound(request.Name);
            var partner = await ContactTable.FindPartner(transaction, id);
            var (secret, now) = (SecretLink.NewSecret(), transaction.Now);
            var contact = new ContactMessage(
                Guid.CreateVersion7(), id, from, request.Message.Trim(), "",
                partner is null ? null : SecretLink.For(secret, now + ContactMessage.Lifetime), now, null, 1);
            ContactTable.Save(transaction, null, contact);
            if (partner is not null)
                letters.Write(transaction, partner.Named(reader.DisplayName), contact, writer, secret);
            transaction.Announce(new ContactReceived(contact.Id, reader.Id, from, now, contact.Version));
            return contact.ToProto();
        });
    }
}
