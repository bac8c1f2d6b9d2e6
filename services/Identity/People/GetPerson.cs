
namespace ProjetK.Identity;

internal sealed partial class IdentityService
{
    public override async Task<V1.Person> GetPerson(V1.GetPersonRequest request, ServerCallContext context)
    {
        var caller = context.GetCaller();
        var id = PersonWire.ReadName(
            request.Name, caller, Role.Administrator, Role.Manager, Role.Finance, Role.Facilitator, Role.Auditor);
        var person = await PersonTable.Find(database, id, context.CancellationToken);
        return person?.SeenBy(caller) ?? throw CommonErrors.NotFound(request.Name);
    }
}
