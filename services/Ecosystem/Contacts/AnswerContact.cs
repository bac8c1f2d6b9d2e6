namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override Task<V1.Contact> AnswerContact(V1.AnswerContactRequest request, ServerCallContext context)
    {
        var (territory, id) = ResourceName.ParseGuids(ContactMessage.Pattern, request.Name);
        var answer = request.Answer.Trim();
        return mutations.Run(request, context, async transaction =>
        {
            // Without a link only who belongs to the territory learns that it is there.
            if (request.Token.Length == 0)
                await TerritoryTable.LockTheirs(transaction, territory);
            var contact = await ContactTable.Lock(transaction, territory, id)
                ?? throw (request.Token.Length == 0 ? CommonErrors.NotFound(request.Name) : Errors.LinkExpired());
            var answered = request.Token.Length == 0
                ? contact.AnswerBySomebody(answer, transaction.Now)
                : contact.AnswerByLink(request.Token, answer, transaction.Now);
            ContactTable.Save(transaction, contact, answered);
            return answered.ToProto();
        });
    }
}
