
namespace ProjetK.Identity;

internal sealed partial class IdentityService
{
    public override Task<V1.Person> RevokePerson(V1.RevokePersonRequest request, ServerCallContext context)
    {
        var id = ResourceName.ParseGuid(Person.Pattern, request.Name);
        return mutations.Run(request, context, async transaction =>
        {
            var (person, isLast) = await PersonTable.LockAmongAdministrators(transaction, id);
            if (person is null)
                throw CommonErrors.NotFound(request.Name);
            Etag.CheckIfGiven(request.Etag, person.Version);
            if (isLast && person.IsAdministrator)
                throw Errors.LastAdministrator();
            var revoked = person.Revoke(transaction.Now);
            PersonTable.Save(transaction, person, revoked);
            TokenTable.Revoke(transaction, revoked.Name);
            return revoked.ToProto();
        });
    }
}
