using Google.Protobuf.WellKnownTypes;
using Google.Type;
using ProjetK.Applications.V1;
using ProjetK.Funding.V1;

namespace ProjetK.Testing.Scenarios;

/// <summary>A published call of its own, by the deck's dates, and the envelope it draws on.</summary>
public sealed record Round(Stack Stack, string Call, string Envelope)
{
    /// <summary>Prepares and publishes it; the clock then stands in the weeks of the letters of intent.</summary>
    public static async Task<Round> Publish(Stack stack, long euros = 600_000, Action<Call>? rules = null)
    {
        var id = $"round-{Guid.NewGuid():N}"[..20];
        stack.Clock.Travel(Deck.Preparing);
        var envelope = await stack.Send<Envelope>(new CreateEnvelopeRequest
        {
            EnvelopeId = id,
            Envelope = new() { Calls = { $"calls/{id}" }, Label = "Participation financière", Amount = Euros(euros) },
        });
        var call = new Call
        {
            Title = "Appel à coopération",
            LegalNotices = Notices,
            IntentOpenTime = Timestamp.FromDateTimeOffset(Deck.IntentOpen),
            IntentDeadlineTime = Timestamp.FromDateTimeOffset(Deck.IntentDeadline),
            EngagementDeadlineTime = Timestamp.FromDateTimeOffset(Deck.EngagementDeadline),
        };
        rules?.Invoke(call);
        var created = await stack.Send<Call>(new CreateCallRequest { CallId = id, Call = call });
        await stack.Send<Call>(new PublishCallRequest { Name = created.Name });
        stack.Clock.Travel(Deck.DuringIntent);
        return new(stack, created.Name, envelope.Name);
    }

    /// <summary>What the law wants said on receipts and letters.</summary>
    public static Call.Types.LegalNotices Notices => new()
    {
        Receipt = "Pôle coopération du syndicat, 05 57 00 00 00.",
        Silence = "Sans réponse sous deux mois, la demande est réputée rejetée.",
        Appeal = "Recours gracieux, ou devant le tribunal administratif, sous deux mois.",
    };

    /// <summary>What the envelope can still give, in euros.</summary>
    public async Task<decimal> Available()
    {
        var envelope = await Stack.Send<Envelope>(new GetEnvelopeRequest { Name = Envelope }, by: People.Manager);
        return envelope.Available.DecimalValue;
    }

    private static Money Euros(long euros) => new() { CurrencyCode = "EUR", Units = euros };
}
