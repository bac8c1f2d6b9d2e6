namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override async Task<V1.SupportTeam> GetSupportTeam(
        V1.GetSupportTeamRequest request, ServerCallContext context)
    {
        var territory = ResourceName.ParseGuid(Support.Pattern, request.Name);
        var team = await SupportTable.Find(
            database, territory, Ownership.OfReader(context.GetCaller()), context.CancellationToken);
        return team?.ToProto() ?? throw CommonErrors.NotFound(request.Name);
    }
}
