using ProjetK.Identity.V1;
using ProjetK.Portal.Forms;
using static ProjetK.Auth.V1.Access.Types;
using Client = ProjetK.Identity.V1.IdentityService.IdentityServiceClient;

namespace ProjetK.Portal.Pages.Rooms;

/// <summary>What is done with accounts.</summary>
internal static class PeopleActs
{
    /// <summary>What somebody may be.</summary>
    public static readonly IReadOnlyList<(string, string)> Roles =
    [
        .. new[]
            {
                Role.Applicant, Role.Manager, Role.Reviewer, Role.Finance, Role.Facilitator, Role.Auditor, Role.Administrator,
            }
            .Select(role => ($"{role}".ToUpperInvariant(), StaffLabels.Of(role))),
    ];

    public static readonly Act
        Invite = Act.Of<Client, InvitePersonRequest>("inviter", "Inviter quelqu’un",
            "La personne reçoit un courriel avec un lien pour ouvrir son compte ; le lien vaut un temps limité.", "Inviter cette personne",
            (client, request) => client.InvitePersonAsync(request).ResponseAsync,
            new("email", "Adresse électronique", Kind: FieldKind.Email), new("display_name", "Prénom et nom"),
            new("roles", "Rôles", Kind: FieldKind.Several) { Options = Roles },
            new("communes", "Communes", "Pour une personne d’une commune ou un membre du jury.", FieldKind.Communes)),
        Revoke = Act.Of<Client, RevokePersonRequest>("fermer", "Fermer le compte",
            "La personne ne peut plus se connecter ; ce qu’elle a fait reste écrit.", "Fermer le compte",
            (client, request) => client.RevokePersonAsync(request).ResponseAsync) with
        { IsDestructive = true },
        Erase = Act.Of<Client, ErasePersonRequest>("effacer", "Effacer la personne",
            "Son nom, son adresse et son compte disparaissent de tous les services ; ce qu’elle a fait reste écrit sans son nom. Cela ne peut pas être défait.",
            "Effacer la personne", (client, request) => client.ErasePersonAsync(request).ResponseAsync) with
        { IsDestructive = true };

    /// <summary>What is done with an account that is there.</summary>
    public static readonly IReadOnlyList<Act> OfPeople = [Revoke, Erase];

    /// <summary>How somebody of a commune is answered who asked for an account.</summary>
    public static readonly IReadOnlyList<Act> OfRequests =
    [
        Act.Of<Client, AcceptAccessRequestRequest>("accepter", "Donner accès",
            "La personne reçoit un courriel avec un lien pour ouvrir son compte, au nom de cette commune.", "Inviter cette personne",
            (client, request) => client.AcceptAccessRequestAsync(request).ResponseAsync),
        Act.Of<Client, DeclineAccessRequestRequest>("refuser", "Refuser l’accès",
            "La personne reçoit ce motif par courriel.", "Refuser l’accès",
            (client, request) => client.DeclineAccessRequestAsync(request).ResponseAsync,
            new ActField("reason", "Motif", "Lu par la personne : 1 000 caractères au plus.", FieldKind.Long)) with
        { IsDestructive = true },
    ];
}
