
namespace ProjetK.Identity;

internal sealed partial class IdentityService
{
    public override async Task<V1.ListPeopleResponse> ListPeople(
        V1.ListPeopleRequest request, ServerCallContext context)
    {
        var page = Page.Of(request);
        var violations = new Violations();
        var commune = request.Commune.Length == 0 ? null : violations.Commune(request.Commune, "commune");
        violations.ThrowIfAny();
        var people = await PersonTable.List(
            database, page, Word.OrNull(request.Role), commune, Word.OrNull(request.State), context.CancellationToken);
        var next = page.Cut(people, last => Cursor.Key(last.CreateTime, last.Id));
        return new() { People = { people.Select(PersonWire.ToProto) }, NextPageToken = next };
    }
}
