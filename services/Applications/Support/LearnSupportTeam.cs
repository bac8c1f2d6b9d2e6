using MassTransit;
using ProjetK.Events;

namespace ProjetK.Applications;

/// <summary>Learns who accompanies a territory: they see its applications from now on, and whom the team lost no
/// more.</summary>
internal sealed class LearnSupportTeam(Inbox inbox) : IConsumer<SupportTeamChanged>
{
    public Task Consume(ConsumeContext<SupportTeamChanged> context) => inbox.Once(context, transaction =>
    {
        var team = context.Message;
        return SupportTable.Save(transaction, team.TerritoryId, team.Members.Select(Guid.Parse), team.Version);
    });
}
