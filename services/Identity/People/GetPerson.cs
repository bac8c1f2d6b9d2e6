
namespace ProjetK.Identity;

internal sealed partial class IdentityService
{
    public override async Task<V1.Person> GetPerson(V1.GetPersonRequest request, ServerCallContext context)
    {
        var id = PersonWire.ReadName(request.Name, context.GetCaller(), Role.Administrator, Role.Manager);
        var person = await PersonTable.Find(database, id, context.CancellationToken)
            ?? throw CommonErrors.NotFound(request.Name);
        return person.ToProto();
    }
}
