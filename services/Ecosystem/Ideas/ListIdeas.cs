namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override async Task<V1.ListIdeasResponse> ListIdeas(V1.ListIdeasRequest request, ServerCallContext context)
    {
        var page = Page.Of(request);
        var ideas = await IdeaTable.List(
            database, EnumText.OrNull(request.Land), page, context.CancellationToken);
        var next = page.Cut(ideas, idea => idea.Position);
        return new() { Ideas = { ideas.Select(idea => idea.ToProto()) }, NextPageToken = next };
    }
}
