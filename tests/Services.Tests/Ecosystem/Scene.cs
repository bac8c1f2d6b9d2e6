using Grpc.Core;
using ProjetK.Events;

namespace ProjetK.Ecosystem.Tests;

/// <summary>Sets the scene through events and RPCs only.</summary>
internal static class Scene
{
    public static IntentAccepted Letter(
        Guid? territory = null, Guid? application = null, string call = "2023", long version = 3)
    {
        var id = application ?? territory ?? Guid.CreateVersion7();
        return new(
            id, territory ?? id, call, "Tauriac", ["33525"], 1342, ["sobriety"],
            DateTimeOffset.UnixEpoch.AddYears(56).AddMinutes(version), version);
    }

    /// <summary>A territory that was opened by a published letter; its name.</summary>
    public static async Task<string> OpenTerritory(this EcosystemHost host, string call = "2023")
    {
        var letter = Letter(call: call);
        await host.Bus.Publish(letter);
        return await host.Stage(letter.TerritoryId, V1.Territory.Types.Stage.Candidate);
    }

    /// <summary>Waits until the territory is that far; its name.</summary>
    public static async Task<string> Stage(this EcosystemHost host, Guid territory, V1.Territory.Types.Stage stage)
    {
        var name = $"territories/{territory}";
        await Until.True(async () => (await host.Find(name))?.Stage == stage, $"{name} is {stage}");
        return name;
    }

    public static async Task<V1.Territory?> Find(this EcosystemHost host, string territory)
    {
        try
        {
            return await host.Grpc.GetTerritoryAsync(new() { Name = territory });
        }
        catch (RpcException refusal) when (refusal.StatusCode == StatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>A territory that cooperates since now, or since that day; the name of its report of the first
    /// year.</summary>
    public static async Task<string> Cooperate(this EcosystemHost host, DateTimeOffset? start = null)
    {
        var territory = await host.OpenTerritory();
        var id = Guid.Parse(territory.Split('/')[1]);
        var started = new CooperationStarted(id, id, "2023", Guid.NewGuid(), start ?? host.Clock.Now, 9);
        await host.Bus.Publish(started);
        await host.Bus.Publish(started);
        await Until.True(
            async () => (await host.Grpc.ListReportsAsync(new() { Parent = territory }, host.Authorize(People.Manager)))
                .Reports.Count == 3,
            "the reports are planned");
        return $"{territory}/reports/1";
    }

    public static async Task<V1.Actor> RecordActor(
        this EcosystemHost host, V1.Actor.Types.Kind kind = V1.Actor.Types.Kind.Association,
        bool withContact = false) =>
        await host.Grpc.CreateActorAsync(new()
        {
            Actor = new()
            {
                DisplayName = $"Acteur {Guid.NewGuid():N}",
                Kind = kind,
                Commune = "communes/33525",
                Contact = withContact ? new() { DisplayName = "Camille Exemple", Email = "camille@example.fr" } : null,
                Consent = new() { Contact = withContact },
            },
        });

    public static async Task<V1.InviteActorResponse> Invite(this EcosystemHost host, string territory, string actor) =>
        await host.Grpc.InviteActorAsync(new()
        {
            Parent = territory,
            Actor = actor,
            Brings = { V1.Commitment.Types.Resource.Time },
            Statement = "Animer le repair café.",
            RequestId = Guid.NewGuid().ToString(),
        });

    public static async Task<V1.InviteActorResponse> InviteSomebody(
        this EcosystemHost host, bool withContact = false) =>
        await host.Invite(await host.OpenTerritory(), (await host.RecordActor(withContact: withContact)).Name);

    public static async Task<V1.Commitment> Confirm(
        this EcosystemHost host, V1.InviteActorResponse invited, params string[] values) =>
        await host.Grpc.ConfirmCommitmentAsync(new()
        {
            Name = invited.Commitment.Name,
            Token = invited.Token,
            Values = { values },
        });
}
