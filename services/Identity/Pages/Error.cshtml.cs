using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ProjetK.Identity.Pages;

/// <summary>Says to a person what a program would read as a code.</summary>
[IgnoreAntiforgeryToken]
internal sealed class ErrorModel : PageModel
{
    public string Text =>
        HttpContext.GetOpenIddictServerResponse()?.Error is { } error
            ? $"Le programme qui vous envoie ici a fait une demande qui ne peut pas être acceptée ({error})."
        : Response.StatusCode == StatusCodes.Status404NotFound ? "Il n'y a rien à cette adresse."
        : "La page est restée ouverte trop longtemps, ou la demande est incomplète. Recommencez.";

    /// <summary>After a failed reading.</summary>
    public void OnGet()
    {
    }

    /// <summary>After a failed sending.</summary>
    public void OnPost()
    {
    }
}
