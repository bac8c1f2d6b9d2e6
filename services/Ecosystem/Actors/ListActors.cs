
namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override async Task<V1.ListActorsResponse> ListActors(
        V1.ListActorsRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var page = violations.Take(() => Page.Of(request));
        var commune = request.Commune is "" ? null : violations.Commune(request.Commune, "commune");
        violations.ThrowIfAny();

        var actors = await ActorTable.List(
            database, commune, Word.OrNull(request.Kind), context.GetCaller(), page!, context.CancellationToken);
        var next = page!.Cut(actors, actor => [actor.SearchName, actor.Id.ToString()]);
        return new() { Actors = { actors.Select(actor => actor.ToProto()) }, NextPageToken = next };
    }
}
