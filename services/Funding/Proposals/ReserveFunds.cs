using MassTransit;
using ProjetK.Events;

namespace ProjetK.Funding;

/// <summary>Reserves the whole multi-year amount of a proposal, or refuses it; says so either way.</summary>
[InheritsEventQueue, TakesTogether(256)]
internal sealed class ReserveFunds(WaitingProposals waiting) : IConsumer<SelectionProposed>
{
    public Task Consume(ConsumeContext<SelectionProposed> context) => waiting.Answer(context);
}
