using Microsoft.AspNetCore.Components;

namespace ProjetK.Portal.Forms;

/// <summary>A page that sends something: by a post, a call and then another page, so that going back or loading again does
/// no harm. What was refused comes back with all that was typed.</summary>
public abstract class FormPage : ComponentBase
{
    /// <summary>The request of this page.</summary>
    [CascadingParameter]
    public HttpContext Http { get; set; } = null!;

    /// <summary>Leads to other pages.</summary>
    [Inject]
    public NavigationManager Navigation { get; set; } = null!;

    /// <summary>Why the last thing sent was not done.</summary>
    protected internal Refusal? Refusal { get; set; }

    /// <summary>What was sent; nothing where the page is only read.</summary>
    protected internal IFormCollection? Typed => Http.Request.HasFormContentType ? Http.Request.Form : null;

    /// <summary>Whether this is about something sent, not only brought back after a break.</summary>
    protected bool IsSent => HttpMethods.IsPost(Http.Request.Method);

    /// <summary>Whether text came back that was kept while nobody was signed in.</summary>
    protected bool IsBroughtBack => Typed is not null && !IsSent;

    /// <summary>Whether the button was pressed that only looks for communes.</summary>
    protected bool IsSearching => Pressed() is CommuneChoice.Search;

    /// <summary>Makes it safe to send the form twice: it is in the form, made when the page was.</summary>
    protected internal string RequestId { get; private set; } = "";

    /// <inheritdoc/>
    protected override void OnInitialized() =>
        RequestId = Guid.TryParse(Typed?["request_id"], out var sent) ? $"{sent}" : $"{Guid.NewGuid()}";

    /// <summary>Calls; false where it was refused.</summary>
    protected internal async Task<bool> Try(Func<Task> call)
    {
        try
        {
            Refusal = null;
            await call();
            return true;
        }
        catch (RpcException failure) when (failure.StatusCode is not StatusCode.Unauthenticated)
        {
            Refuse(Refusal.From(failure));
            return false;
        }
    }

    /// <summary>Refuses; what is certainly not done is a new request when it is sent again.</summary>
    protected internal void Refuse(Refusal refusal)
    {
        Refusal = refusal;
        if (!refusal.IsOpen)
            Renew();
    }

    /// <summary>What is sent next is another request.</summary>
    protected void Renew() => RequestId = $"{Guid.NewGuid()}";

    /// <summary>Shows another page instead.</summary>
    protected void GoTo(string path) => Navigation.NavigateTo(path);

    /// <summary>What the button that was pressed says.</summary>
    protected string Pressed(string name = "faire") => Typed?[name].ToString() ?? "";
}
