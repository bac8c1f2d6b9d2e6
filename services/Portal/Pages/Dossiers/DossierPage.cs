using Microsoft.AspNetCore.Components;
using ProjetK.Applications.V1;
using ProjetK.Portal.Forms;

namespace ProjetK.Portal.Pages.Dossiers;

/// <summary>A page about one application of the person's communes, with what all of them say: where it stands and what may
/// be done with it.</summary>
public abstract class DossierPage : FormPage
{
    /// <summary>Where applications are asked for.</summary>
    [Inject]
    public ApplicationService.ApplicationServiceClient Service { get; set; } = null!;

    /// <summary>The application's id.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>The application; nothing where it does not exist for this person.</summary>
    protected Application? Application { get; set; }

    /// <summary>Whether everything is read that the page shows.</summary>
    protected bool IsLoaded { get; private set; }

    /// <summary>Its resource name.</summary>
    protected string Name => $"applications/{Id}";

    /// <summary>The page of the whole dossier.</summary>
    protected string Dossier => $"/commune/dossiers/{Id}";

    /// <summary>Whether this person may do that now.</summary>
    protected bool May(string action) => Application?.AllowedActions.Contains(action) == true;

    /// <summary>Why it may not be done yet, where it is theirs to do.</summary>
    protected Application.Types.BlockedAction? Blocked(string action) =>
        Application?.BlockedActions.FirstOrDefault(blocked => blocked.Action == action);

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Application = await Service.GetApplicationAsync(new() { Name = Name }).OrNothing();
        if (Application is not null)
            await Load();
        IsLoaded = true;
    }

    /// <summary>Reads what else the page shows.</summary>
    protected virtual Task Load() => Task.CompletedTask;
}
