using ProjetK.Ecosystem.V1;
using ProjetK.Portal.Forms;
using Client = ProjetK.Ecosystem.V1.EcosystemService.EcosystemServiceClient;

namespace ProjetK.Portal.Pages.Rooms;

/// <summary>Who takes part in a territory, and what it says of itself: by its communes and by those who accompany it.</summary>
internal static class ActorActs
{
    public static readonly Act
        Record = Act.Of<Client, CreateActorRequest>("acteur-note", "Noter un acteur",
            "Il n’est pas encore invité : vous l’inviterez ensuite. Les communes du territoire, l’équipe et le syndicat le lisent ; le public ne lit son nom que s’il est d’accord.",
            "Noter cet acteur", (client, request) => client.CreateActorAsync(request).ResponseAsync,
            new("actor.display_name", "Son nom", "Par exemple : Les Repair’Acteurs."),
            new("actor.kind", "Ce qu’il est", Kind: FieldKind.Choice)
            {
                Options =
                [
                    ("PUBLIC", "Un acteur public"), ("PRIVATE", "Un commerce, une ferme, une entreprise"),
                    ("ASSOCIATION", "Une association"), ("SCHOOL", "Une école, un collège, un lycée"),
                    ("CITIZENS", "Un groupe d’habitants"),
                ],
            },
            new("actor.commune", "Sa commune", Kind: FieldKind.Choice),
            new("actor.contact.display_name", "La personne à joindre (facultatif)"),
            new("actor.contact.email", "Son adresse électronique (facultatif)", "L’invitation y arrivera. Sans adresse, vous remettrez un lien.", FieldKind.Email),
            new("actor.contact.phone", "Son téléphone (facultatif)", Kind: FieldKind.Phone),
            new("actor.consent.contact", "Ses coordonnées", "Nécessaire pour les garder.", FieldKind.Several)
            {
                Options = [("true", "Cette personne est d’accord pour que ses coordonnées soient gardées.")],
            }),
        Invite = Act.Of<Client, InviteActorRequest>("acteur-invite", "Inviter un acteur",
            "Il reçoit un lien pour accepter ou refuser, sans compte. Seules les participations confirmées comptent ; sans réponse, l’invitation s’éteint.",
            "Inviter cet acteur", (client, request) => client.InviteActorAsync(request).ResponseAsync,
            new("actor", "Quel acteur", Kind: FieldKind.Choice),
            new("brings", "Ce qu’on lui demande (facultatif)", "Il pourra répondre autre chose.", FieldKind.Several) { Options = Labels.Resources },
            new("statement", "À quoi il participerait (facultatif)", "Il le lira : 2 000 caractères au plus.", FieldKind.Long)),
        End = Act.Of<Client, EndCommitmentRequest>("participation-finie", "Mettre fin à une participation",
            "Elle ne compte plus à partir d’aujourd’hui. Ce qui a été compté avant reste.", "Mettre fin à cette participation",
            (client, request) => client.EndCommitmentAsync(request).ResponseAsync) with
        { IsDestructive = true },
        Describe = Act.Of<Client, UpdateTerritoryRequest>("profil-change", "Décrire le territoire",
            "Le profil est public ; c’est par lui que d’autres territoires vous trouvent.", "Enregistrer le profil",
            (client, request) =>
            {
                request.UpdateMask = new() { Paths = { "profile" } };
                return client.UpdateTerritoryAsync(request).ResponseAsync;
            },
            new("territory.profile.ambition", "Ce que vous visez (facultatif)", "2 000 caractères au plus.", FieldKind.Long),
            new("territory.profile.values", "Vos valeurs (facultatif)", Kind: FieldKind.Several),
            new("territory.profile.dynamics", "Vos dynamiques (facultatif)", Kind: FieldKind.Several),
            new("territory.profile.offers", "Ce que vous pouvez offrir (facultatif)", "Une chose par ligne, en quelques mots.", FieldKind.Lines),
            new("territory.profile.seeks", "Ce que vous cherchez (facultatif)", "Une chose par ligne, en quelques mots.", FieldKind.Lines));

    public static readonly IReadOnlyList<Act> All = [Record, Invite, End, Describe];
}
