using System.Collections.Immutable;

namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override Task<V1.SupportTeam> AssignSupport(V1.AssignSupportRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var territory = violations.Guid(Support.Pattern, request.Name);
        var representative = violations.OptionalGuid(
            Support.PersonPattern, request.Representative, "representative");
        var facilitators = request.Facilitators
            .Select((name, index) => violations.Guid(Support.PersonPattern, name, $"facilitators[{index}]"))
            .ToImmutableArray();
        violations.Require(
            facilitators.Distinct().Count() == facilitators.Length && !facilitators.Contains(representative ?? default),
            "facilitators", "must be different people, and others than the representative.");
        violations.ThrowIfAny();

        return mutations.Run(request, context, async transaction =>
        {
            var supported = await TerritoryTable.Lock(transaction, territory)
                ?? throw CommonErrors.NotFound(request.Name);
            supported.RequireSupportable();
            var before = await SupportTable.Get(transaction, territory);
            Etag.CheckIfGiven(request.Etag, before.Version);
            var team = before.Assign(representative, facilitators, transaction.Now);
            var newcomers = team.Members.Except(before.Members).ToArray();
            if (await SupportTable.LockOverloaded(transaction, territory, newcomers, support.Value.MaxTerritories)
                is { Count: > 0 } overloaded)
                throw Errors.TeamOverloaded(overloaded, support.Value.MaxTerritories);
            SupportTable.Save(transaction, before, team);
            return team.ToProto();
        });
    }
}
