
namespace ProjetK.Identity;

internal sealed partial class IdentityService
{
    public override Task<V1.Person> ErasePerson(V1.ErasePersonRequest request, ServerCallContext context)
    {
        var id = PersonWire.ReadName(request.Name, context.GetCaller(), Role.Administrator);
        return mutations.Run(request, context, async transaction =>
        {
            var (person, isLast) = await PersonTable.LockAmongAdministrators(transaction, id);
            if (person is null)
                throw CommonErrors.NotFound(request.Name);
            Etag.CheckIfGiven(request.Etag, person.Version);
            if (isLast && person.IsAdministrator)
                throw Errors.LastAdministrator();
            return Erasure.Erase(transaction, person, letters).ToProto();
        });
    }
}
