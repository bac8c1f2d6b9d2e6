using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ProjetK.Identity.Pages;

/// <summary>What the pages with a form share: the error beside each field.</summary>
internal abstract class FormModel : PageModel
{
    public string? Error(string field) => ModelState[field]?.Errors.FirstOrDefault()?.ErrorMessage;

    public string Invalid(string field) => Error(field) is null ? "false" : "true";

    protected void Require(bool ok, string field, string message)
    {
        if (!ok)
            ModelState.AddModelError(field, message);
    }
}
