using System.Globalization;

namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override async Task<V1.ListIdeasResponse> ListIdeas(V1.ListIdeasRequest request, ServerCallContext context)
    {
        var page = Page.Of(request);
        var ideas = await IdeaTable.List(
            database, Word.OrNull(request.Land), After(page), page.Limit, context.CancellationToken);
        var next = page.Cut(ideas, idea => [idea.Position.ToString(CultureInfo.InvariantCulture)]);
        return new() { Ideas = { ideas.Select(idea => idea.ToProto()) }, NextPageToken = next };
    }

    private static int After(Page page) => page.After switch
    {
        null => 0,
        [var position] when int.TryParse(position, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw Cursor.Invalid(),
    };
}
