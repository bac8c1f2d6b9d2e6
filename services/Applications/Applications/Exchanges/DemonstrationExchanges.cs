using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Applications;

/// <summary>What was written to each other about a candidacy in preparation, and what people asked about its call.</summary>
internal static class DemonstrationExchanges
{
    public static async Task Write(Transaction transaction, Guid id, Call call)
    {
        var (application, now) = (await ApplicationTable.Lock(transaction, id), transaction.Now);
        Message Says(Role role, MessageVisibility visibility, string text) =>
            new(Guid.CreateVersion7(), id, visibility, text, new(null, role), now);
        ExchangeTable.Insert(transaction, application, Says(
            Role.Applicant, MessageVisibility.Everyone, "La halle est libre à partir du printemps : pouvons-nous la visiter ?"));
        ExchangeTable.Insert(transaction, application, Says(
            Role.Manager, MessageVisibility.Everyone, "Avec plaisir : jeudi à 14 h, sur place."));
        ExchangeTable.Insert(transaction, application, Says(
            Role.Manager, MessageVisibility.Staff, "Penser à vérifier l'accès pour les véhicules de collecte."));
        ExchangeTable.Insert(transaction, application, new Exchange(
            Guid.CreateVersion7(), id, Paris.DayOf(now), ["Camille Exemple, maire", "Le chef de projet du syndicat"],
            "Visite de la halle : l'eau et l'électricité y sont, le toit est à revoir.",
            ["La commune demande un devis pour le toit."], new(null, Role.Manager), now));
        var asked = new Question(
            Guid.CreateVersion7(), call.Id, QuestionState.Open, "Un quartier d'une grande commune peut-il candidater ?",
            "", "", now, null);
        QuestionTable.Save(transaction, null, asked.Publish(
            asked.Text, "Oui, s'il compte de 800 à 1 500 habitants ; la commune déclare leur nombre.", now));
        QuestionTable.Save(transaction, null, asked with
        {
            Id = Guid.CreateVersion7(),
            Text = "Deux communes de départements différents peuvent-elles se grouper ?",
        });
    }
}
