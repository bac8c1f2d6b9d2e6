using ProjetK.Identity.V1;
using ProjetK.Portal.Forms;
using static ProjetK.Auth.V1.Access.Types;

namespace ProjetK.Portal.Pages.Account;

/// <summary>What people of a commune do for each other.</summary>
internal static class ColleagueActs
{
    public static readonly Act Invite = Act.Of<IdentityService.IdentityServiceClient, InvitePersonRequest>(
        "invitation", "Inviter une ou un collègue",
        "La personne reçoit un courriel avec un lien pour ouvrir son compte ; le lien vaut un temps limité. Elle lira et modifiera tous les dossiers de la commune, comme vous.",
        "Inviter cette personne", (client, request) => client.InvitePersonAsync(request).ResponseAsync,
        new("email", "Son adresse électronique", "Lue par vous et par elle.", FieldKind.Email), new("display_name", "Prénom et nom"),
        new("communes", "Pour quelles communes", Kind: FieldKind.Several)) with
    {
        New = () => new InvitePersonRequest { Roles = { Role.Applicant } },
    };
}
