namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override async Task<V1.ListActionsResponse> ListActions(
        V1.ListActionsRequest request, ServerCallContext context)
    {
        var page = Page.Of(request);
        var violations = new Violations();
        var territory = Names.ReadParent(request.Parent);
        var idea = violations.OptionalId(Idea.Pattern, request.Idea, "idea");
        violations.ThrowIfAny();
        var actions = await ActionTable.List(
            database, territory, EnumText.OrNull(request.State), idea, page, context.CancellationToken);
        if (actions.Count == 0 && territory is { } one)
            await RequireTerritory(one, request.Parent, Reach.Everything, context.CancellationToken);
        var next = page.Cut(actions, action => (action.CreateTime, action.Id));
        return new() { Actions = { actions.Select(action => action.ToProto()) }, NextPageToken = next };
    }
}
