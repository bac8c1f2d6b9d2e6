namespace ProjetK.Foundation;

/// <summary>Writes mails, each in the transaction of what it tells of: without the commit nothing leaves, and after it
/// the mail leaves even if the process dies.</summary>
public sealed class OutgoingMails
{
    private readonly KeySeal seal;
    private readonly Uri site;

    internal OutgoingMails(KeySeal seal, Uri site) => (this.seal, this.site) = (seal, site);

    /// <summary>Writes a mail; gives the id by which <see cref="MailSettled"/> tells how it ended.</summary>
    public Guid Write(Transaction transaction, MailRecipient to, Mail mail) =>
        MailTable.Insert(transaction, seal, to, mail);

    /// <summary>Takes back what is not on its way yet to an address.</summary>
    public void Forget(Transaction transaction, string email) =>
        MailTable.DeleteTo(transaction, seal.Mark(Mailbox.Key(email)));

    /// <summary>Takes back what is not on its way yet of a resource that mails concern.</summary>
    public void ForgetOf(Transaction transaction, string concern) => MailTable.DeleteOf(transaction, concern);

    /// <summary>What concerns one resource concerns another from now on.</summary>
    public void Move(Transaction transaction, string from, string into) => MailTable.Move(transaction, from, into);

    /// <summary>The address of a page of the portal, such as <c>/candidatures</c>.</summary>
    public Uri Link(string path) => new(site, path);
}

/// <summary>How a mail ended.</summary>
public enum MailOutcome
{
    /// <summary>A server has taken it, or it is a file.</summary>
    Sent,

    /// <summary>It cannot be delivered: the address is refused, nobody has it any more, or it waited for too
    /// long.</summary>
    Bounced,
}

/// <summary>Learns in the same transaction how a mail ended. Register one by <c>AddSingleton</c>.</summary>
public delegate void MailSettled(Transaction transaction, Guid mail, MailOutcome outcome);
