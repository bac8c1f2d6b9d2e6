using Microsoft.AspNetCore.Components;
using ProjetK.Ecosystem.V1;
using ProjetK.Portal.Forms;
using ProjetK.Portal.Session;

namespace ProjetK.Portal.Pages.Rooms;

/// <summary>A page on which something is written of a territory, by those who accompany it, or those whose it is.</summary>
public abstract class TerritoryPage : ComponentBase
{
    /// <summary>The territory, once it is read.</summary>
    protected Territory? Territory { get; private set; }

    /// <summary>Its team, whose members read it.</summary>
    protected SupportTeam? Team { get; private set; }

    /// <summary>Whether it does not exist, or is not theirs.</summary>
    protected bool IsAbsent { get; private set; }

    /// <summary>What is done on this page; nothing where there is no such thing.</summary>
    protected Act? Act { get; set; }

    /// <summary>The resource name of the territory.</summary>
    protected string Parent => $"territories/{Id}";

    /// <summary>The page to return to.</summary>
    protected string Home => $"/accompagnement/territoires/{Id}";

    /// <summary>The way back.</summary>
    protected IReadOnlyList<(string, string)> Way => [("/accompagnement", "Territoires"), (Home, Territory?.DisplayName ?? "")];

    [CascadingParameter]
    public HttpContext Http { get; set; } = null!;

    [Inject]
    public EcosystemService.EcosystemServiceClient Service { get; set; } = null!;

    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>Which act of theirs the page is for.</summary>
    protected abstract Act? Find();

    /// <summary>Reads what the act is done to; false where it does not exist.</summary>
    protected abstract Task<bool> Load();

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Act = Find();
        if (Act is null || !Rights.May(Http, Act.Rpc) || !await Read())
            (IsAbsent, Territory) = (true, null);
    }

    /// <summary>Reads again what somebody else changed.</summary>
    protected Task Reread() => Read();

    private async Task<bool> Read()
    {
        // Who may not know its team neither accompanies it nor is one of its communes.
        var asksTeam = Service.GetSupportTeamAsync(new() { Name = $"{Parent}/support" }).OrNothing();
        var asksTerritory = Service.GetTerritoryAsync(new() { Name = Parent }).OrNothing();
        (Team, Territory) = (await asksTeam, await asksTerritory);
        return Team is not null && Territory is not null && await Load();
    }
}
