using ProjetK.Identity.V1;
using ProjetK.Portal.Forms;
using static ProjetK.Auth.V1.Access.Types;
using Client = ProjetK.Identity.V1.IdentityService.IdentityServiceClient;

namespace ProjetK.Portal.Pages.Rooms;

/// <summary>What is done with accounts.</summary>
internal static class PeopleActs
{
    public static readonly Act
        Invite = Act.Of<Client, InvitePersonRequest>("inviter", "Inviter quelqu’un",
            "La personne reçoit un courriel avec un lien pour ouvrir son compte ; le lien vaut un temps limité.", "Inviter cette personne",
            (client, request) => client.InvitePersonAsync(request).ResponseAsync,
            new("email", "Adresse électronique", Kind: FieldKind.Email), new("display_name", "Prénom et nom"),
            new("roles", "Rôles", Kind: FieldKind.Several)
            {
                Options =
                [
                    .. new[]
                        {
                            Role.Applicant, Role.Manager, Role.Reviewer, Role.Finance, Role.Facilitator, Role.Auditor,
                            Role.Administrator,
                        }
                        .Select(role => ($"{role}".ToUpperInvariant(), StaffLabels.Of(role))),
                ],
            },
            new("communes", "Commune (pour une commune ou un membre du jury)", "Par exemple communes/33525.")),
        Revoke = Act.Of<Client, RevokePersonRequest>("fermer", "Fermer le compte",
            "La personne ne peut plus se connecter ; ce qu’elle a fait reste écrit.", "Fermer le compte",
            (client, request) => client.RevokePersonAsync(request).ResponseAsync) with
        { IsDestructive = true };
}
