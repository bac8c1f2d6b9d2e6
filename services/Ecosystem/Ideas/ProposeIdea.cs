namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override Task<V1.Idea> ProposeIdea(V1.ProposeIdeaRequest request, ServerCallContext context) =>
        mutations.Run(request, context, async transaction =>
        {
            var idea = await IdeaTable.Propose(transaction, new(
                $"{Guid.CreateVersion7()}", request.Idea.DisplayName.Trim(), (Land)request.Idea.Land, 0)
            {
                Description = request.Idea.Description.Trim(),
            });
            return idea.ToProto();
        });
}
