
namespace ProjetK.Identity;

internal sealed partial class IdentityService
{
    public override async Task<V1.ListPeopleResponse> ListPeople(
        V1.ListPeopleRequest request, ServerCallContext context)
    {
        var page = Page.Of(request);
        var violations = new Violations();
        var commune = violations.OptionalCommune(request.Commune, "commune");
        violations.ThrowIfAny();
        var people = await PersonTable.List(
            database, page, EnumText.OrNull(request.Role), commune, EnumText.OrNull(request.State),
            context.CancellationToken);
        var next = page.Cut(people, last => (last.CreateTime, last.Id));
        return new() { People = { people.Select(PersonWire.ToProto) }, NextPageToken = next };
    }
}
