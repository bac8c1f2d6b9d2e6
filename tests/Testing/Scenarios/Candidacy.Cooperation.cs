using Google.Protobuf.WellKnownTypes;
using ProjetK.Applications.V1;
using ProjetK.Ecosystem.V1;
using ProjetK.Funding.V1;

namespace ProjetK.Testing.Scenarios;

public sealed partial class Candidacy
{
    /// <summary>The decisions of its call become known.</summary>
    public async Task Announce()
    {
        await stack.Send<Call>(new AnnounceDecisionsRequest { Name = Application.Call });
        await Read();
    }

    /// <summary>A whole team accompanies its territory.</summary>
    public Task<SupportTeam> Accompany() => stack.Send<SupportTeam>(new AssignSupportRequest
    {
        Name = $"{Application.Territory}/support",
        Representative = $"people/{Guid.NewGuid()}",
        Facilitators = { $"people/{Guid.NewGuid()}", $"people/{Guid.NewGuid()}" },
    });

    /// <summary>The agreement of its grant is signed.</summary>
    public Task<Grant> SignAgreement() => stack.Send<Grant>(new CommitGrantRequest
    {
        Name = Application.Decision.Grant,
        Number = "2023-K-01",
        SignTime = Timestamp.FromDateTimeOffset(stack.Clock.Now.AddHours(-1)),
        Siret = "13002526500013",
    });

    /// <summary>Everything that a cooperation needs, and its start.</summary>
    public async Task Cooperate()
    {
        await Announce();
        await Accompany();
        await SignAgreement();
        Application = await stack.Send<Application>(new StartCooperationRequest { Name = Name });
    }

    /// <summary>The central site, and the opening of the place there.</summary>
    public async Task Open()
    {
        await stack.Send<Site>(new CreateSiteRequest
        {
            Parent = Application.Territory,
            Site = new() { DisplayName = "L'ancienne gare", Land = Site.Types.Land.Built, Central = true },
        });
        Application = await stack.Send<Application>(new OpenPlaceRequest { Name = Name });
    }
}
