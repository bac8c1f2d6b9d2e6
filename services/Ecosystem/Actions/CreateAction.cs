using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override Task<V1.Action> CreateAction(V1.CreateActionRequest request, ServerCallContext context)
    {
        var territory = ResourceName.ParseGuid(Territory.Pattern, request.Parent, "parent");
        return mutations.Run(request, context, async transaction =>
        {
            await TerritoryTable.LockTheirs(transaction, territory);
            var action = await Check(
                transaction, request.Action.Read(Guid.CreateVersion7(), territory, transaction.Now), []);
            ActionTable.Save(transaction, null, action);
            return action.ToProto();
        });
    }

    /// <summary>The action with what it refers to: refuses an idea, a site or actors that are not there for the caller,
    /// and land on which the idea does not grow.</summary>
    private static async Task<TerritoryAction> Check(
        Transaction transaction, TerritoryAction action, IEnumerable<Guid> known)
    {
        var violations = new Violations();
        var idea = await IdeaTable.Find(transaction, action.Idea);
        violations.Require(idea is not null, "action.idea", "must be an idea that exists.");
        var site = action.Site is { } id ? await SiteTable.Find(transaction, action.Territory, id) : null;
        violations.Require(
            site is not null || action.Site is null, "action.site", "must be a site of the territory.");
        var unknown = await ActorTable.FindUnknown(transaction, action.Actors.Except(known));
        violations.Require(unknown.Count == 0, "action.lead_actor",
            $"and partners must be actors that you may read; not so {string.Join(", ", unknown.Select(Actor.NameOf))}.");
        violations.ThrowIfAny();
        action.RequireFitting(idea!, site, transaction.Caller.Has(Role.Facilitator));
        return action.DisplayName.Length > 0 ? action : action with { DisplayName = idea!.DisplayName };
    }
}
