namespace ProjetK.Identity;

internal sealed partial class IdentityService
{
    public override Task<V1.Person> RevokePerson(V1.RevokePersonRequest request, ServerCallContext context)
    {
        var id = ResourceName.ParseGuid(Person.Pattern, request.Name);
        return mutations.Run(request, context, async transaction =>
        {
            var (_, revoked) = await PersonTable.Change(transaction, id, person =>
            {
                Etag.CheckIfGiven(request.Etag, person.Version);
                return person.Revoke(transaction.Now);
            });
            TokenTable.Revoke(transaction, revoked.Name);
            SessionTable.EndAll(transaction, revoked.Id);
            return revoked.ToProto();
        });
    }
}
