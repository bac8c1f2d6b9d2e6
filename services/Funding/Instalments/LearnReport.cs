using MassTransit;
using ProjetK.Events;

namespace ProjetK.Funding;

/// <summary>Remembers that a report was accepted or waived: operating of the year after can be certified.</summary>
internal sealed class LearnReport(Inbox inbox) : IConsumer<ReportAccepted>
{
    public Task Consume(ConsumeContext<ReportAccepted> context) => inbox.Once(context, transaction =>
    {
        var accepted = context.Message;
        ReportTable.Add(transaction, accepted.ApplicationId, accepted.Year, accepted.AcceptTime);
        return Task.CompletedTask;
    });
}
