namespace ProjetK.Identity;

internal sealed partial class IdentityService
{
    public override Task<V1.Person> ErasePerson(V1.ErasePersonRequest request, ServerCallContext context)
    {
        var id = PersonWire.ReadName(request.Name, context.GetCaller(), Role.Administrator);
        return mutations.Run(request, context, async transaction => (await Erasure.Erase(
            transaction, id, person => Etag.CheckIfGiven(request.Etag, person.Version), mails)).ToProto());
    }
}
