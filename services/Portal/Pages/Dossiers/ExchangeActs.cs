using ProjetK.Applications.V1;
using ProjetK.Portal.Forms;

namespace ProjetK.Portal.Pages.Dossiers;

/// <summary>What is written down about an application by whoever takes part in it.</summary>
internal static class ExchangeActs
{
    public static readonly Act Record = Act.Of<ApplicationService.ApplicationServiceClient, RecordExchangeRequest>(
        "rencontre", "Noter une rencontre",
        "Les communes du dossier, le syndicat et l’équipe d’accompagnement la lisent. Elle ne change plus une fois notée.",
        "Noter la rencontre", (client, request) => client.RecordExchangeAsync(request).ResponseAsync,
        new("exchange.date", "Jour de la rencontre", "Aujourd’hui ou avant.", FieldKind.Day),
        new("exchange.people", "Qui était là (facultatif)", "Une personne par ligne, avec sa fonction.", FieldKind.Lines),
        new("exchange.minutes", "Ce qui s’est dit", "10 000 caractères au plus.", FieldKind.Long),
        new("exchange.decisions", "Ce qui est décidé (facultatif)", "Une décision par ligne.", FieldKind.Lines));
}
