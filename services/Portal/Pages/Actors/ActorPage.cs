using Microsoft.AspNetCore.Components;
using ProjetK.Ecosystem.V1;
using ProjetK.Portal.Forms;

namespace ProjetK.Portal.Pages.Actors;

/// <summary>A page that an actor without account opens by the link of a mail.</summary>
public abstract class ActorPage : FormPage
{
    /// <summary>Where actors are asked for.</summary>
    [Inject]
    public EcosystemService.EcosystemServiceClient Service { get; set; } = null!;

    /// <summary>The actor, as <c>actors/{uuid}</c>.</summary>
    [SupplyParameterFromQuery(Name = "name")]
    public string? Name { get; set; }

    /// <summary>The secret of the link.</summary>
    [SupplyParameterFromQuery(Name = "token")]
    public string? Token { get; set; }

    /// <summary>The actor, where the link is good.</summary>
    protected Actor? Actor { get; set; }

    /// <summary>Whether everything is read that the page shows.</summary>
    protected bool IsLoaded { get; private set; }

    /// <summary>The query that carries the link on.</summary>
    protected string Link => $"?name={Uri.EscapeDataString(Name ?? "")}&token={Uri.EscapeDataString(Token ?? "")}";

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        await Read();
        IsLoaded = true;
    }

    /// <summary>Reads the actor again.</summary>
    protected virtual async Task Read()
    {
        try
        {
            Actor = Token is { Length: > 0 }
                ? await Service.GetActorAsync(new() { Name = Name ?? "", Token = Token }) : null;
        }
        catch (RpcException refusal) when (refusal.StatusCode
            is StatusCode.NotFound or StatusCode.InvalidArgument or StatusCode.FailedPrecondition or StatusCode.PermissionDenied)
        {
            Actor = null;
        }
    }
}
