namespace ProjetK.Applications;

/// <summary>Writes the mails that are due: one to each person, of all that waits for them.</summary>
internal sealed class SendNotifications(Database database, OutgoingMails mails) : IScheduledTask
{
    public async Task Run(CancellationToken cancellation) => await OneByOne.Do(
        await NotificationTable.FindDue(database, cancellation),
        person => database.Run(
            Caller.OfService("applications"), transaction => Write(transaction, person), cancellation),
        cancellation);

    private async Task Write(Transaction transaction, Guid person)
    {
        var told = await NotificationTable.Take(transaction, person);
        if (told.Count == 0)
            return;
        var text = Texts.NotificationMail.With(
            Mail.Name, string.Join("\n", told.Select(one => $"- {NotificationWire.Text(one)}")),
            mails.Link("/notifications"), mails.Link("/notifications#rythme"));
        var mail = mails.Write(
            transaction, new MailRecipient.Person(person),
            new("NOTIFICATION", Texts.NotificationSubject.With(told.Count), text));
        NotificationTable.Written(transaction, person, told, mail);
    }
}
