namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override Task<V1.Territory> ChangePartnerContact(
        V1.ChangePartnerContactRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var id = violations.Guid(Territory.Pattern, request.Name);
        var contact = request.Contact is { } given
            ? new Contact(
                given.DisplayName.Trim(), violations.Email(given.Email, "contact.email"), given.Phone.Trim())
            : null;
        violations.ThrowIfAny();
        return mutations.Run(request, context, async transaction =>
        {
            var partner = await TerritoryTable.LockTheirs(transaction, id);
            partner.RequirePartner();
            letters.Forget(transaction, partner.Name);
            ContactTable.ForgetPartner(transaction, id);
            if (contact is not null)
                ContactTable.SavePartner(transaction, id, contact);
            var stage = EnumText.Of(partner.Stage);
            transaction.Record(partner.Name, stage, stage, "contact");
            return partner.ToProto();
        });
    }
}
