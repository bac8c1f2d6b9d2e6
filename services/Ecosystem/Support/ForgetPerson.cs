using MassTransit;
using ProjetK.Events;

namespace ProjetK.Ecosystem;

/// <summary>Somebody who was erased accompanies no territory any more, and nothing here leads to them.</summary>
internal sealed class ForgetPerson(Inbox inbox) : IConsumer<PersonErased>
{
    public Task Consume(ConsumeContext<PersonErased> context) => inbox.Once(context, async transaction =>
    {
        var person = context.Message.PersonId;
        foreach (var territory in await SupportTable.TerritoriesOf(transaction, person))
        {
            await TerritoryTable.Lock(transaction, territory);
            var before = await SupportTable.Get(transaction, territory);
            SupportTable.Save(transaction, before, before.Leave(person, transaction.Now));
        }
        foreach (var report in await ReportTable.LockWaivedBy(transaction, $"people/{person}"))
            ReportTable.Save(transaction, report, report.ForgetAuthor());
        JournalTable.Forget(transaction, person);
    });
}
