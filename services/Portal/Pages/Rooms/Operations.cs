using ProjetK.Operations.V1;
using ProjetK.Portal.Forms;

namespace ProjetK.Portal.Pages.Rooms;

/// <summary>The services as their operators know them.</summary>
internal static class Operations
{
    public static readonly IReadOnlyList<string> Services = ["applications", "funding", "ecosystem", "identity"];

    /// <summary>What an operator does with an event that could not be handled.</summary>
    public static readonly IReadOnlyList<Act> OfDeadLetters =
    [
        Act.Of<OperationsService.OperationsServiceClient, RedeliverDeadLetterRequest>("renvoyer", "Remettre l’événement dans sa file",
            "Le service essaie de nouveau ; ce qui est déjà fait ne l’est pas deux fois.", "Remettre dans la file",
            (client, request) => client.RedeliverDeadLetterAsync(request, At(ServiceOf(request.Name))).ResponseAsync),
        Act.Of<OperationsService.OperationsServiceClient, DiscardDeadLetterRequest>("abandonner", "Abandonner l’événement",
            "Le service ne l’aura jamais traité ; qui l’a abandonné, quand et pourquoi reste écrit. Cela ne peut pas être défait.",
            "Abandonner l’événement", (client, request) => client.DiscardDeadLetterAsync(request, At(ServiceOf(request.Name))).ResponseAsync,
            new ActField("reason", "Motif", "Ne nommez personne.", FieldKind.Long)) with { IsDestructive = true },
    ];

    /// <summary>Tells the gateway which service is asked.</summary>
    public static Metadata At(string service) => new() { { "projetk-service", service } };

    public static string NameOf(string service) => service switch
    {
        "applications" => "Candidatures",
        "funding" => "Argent",
        "ecosystem" => "Territoires",
        "identity" => "Comptes",
        _ => service,
    };

    private static string ServiceOf(string name) => name.Split('/')[1];
}
