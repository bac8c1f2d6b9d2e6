using Google.Protobuf.WellKnownTypes;
using Google.Type;
using ProjetK.Applications.V1;
using ProjetK.Funding.V1;
using ProjetK.Testing.Scenarios;

namespace ProjetK.Benchmarks;

/// <summary>A published call whose letters of intent come in now, with an envelope that small grants do not
/// exhaust.</summary>
internal sealed record OpenCall(string Name, string Envelope)
{
    public string Id => Name["calls/".Length..];

    public static async Task<OpenCall> Publish(Stack stack)
    {
        var id = $"bench-{Guid.NewGuid():N}"[..20];
        var now = DateTimeOffset.UtcNow;
        var envelope = await stack.Send<Envelope>(new CreateEnvelopeRequest
        {
            EnvelopeId = id,
            Envelope = new()
            {
                Calls = { $"calls/{id}" },
                Label = "Participation financière",
                Amount = new Money { CurrencyCode = "EUR", Units = 900_000_000 },
            },
        });
        var call = await stack.Send<Call>(new CreateCallRequest
        {
            CallId = id,
            Call = new()
            {
                Title = "Appel à coopération",
                LegalNotices = Round.Notices,
                IntentOpenTime = Timestamp.FromDateTimeOffset(now.AddDays(-10)),
                IntentDeadlineTime = Timestamp.FromDateTimeOffset(now.AddDays(60)),
                EngagementDeadlineTime = Timestamp.FromDateTimeOffset(now.AddDays(120)),
            },
        });
        await stack.Send<Call>(new PublishCallRequest { Name = call.Name });
        return new(call.Name, envelope.Name);
    }
}
