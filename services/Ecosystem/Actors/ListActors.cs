
namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override async Task<V1.ListActorsResponse> ListActors(
        V1.ListActorsRequest request, ServerCallContext context)
    {
        var page = Page.Of(request);
        var violations = new Violations();
        var commune = violations.OptionalCommune(request.Commune, "commune");
        violations.ThrowIfAny();

        var actors = await ActorTable.List(
            database, commune, EnumText.OrNull(request.Kind), Ownership.Of(context.GetCaller()), page,
            context.CancellationToken);
        var next = page.Cut(actors, actor => (actor.SearchName, actor.Id));
        return new() { Actors = { actors.Select(actor => actor.ToProto()) }, NextPageToken = next };
    }
}
