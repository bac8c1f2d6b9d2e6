
namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override async Task<V1.Idea> GetIdea(V1.GetIdeaRequest request, ServerCallContext context)
    {
        var id = ResourceName.ParseOne(Idea.Pattern, request.Name);
        var idea = await IdeaTable.Find(database, id, context.CancellationToken);
        return idea?.ToProto() ?? throw CommonErrors.NotFound(request.Name);
    }
}
