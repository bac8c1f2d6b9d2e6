namespace ProjetK.Funding;

/// <summary>What moved in a budget year from one account to another, for one reason.</summary>
internal sealed record YearMovement(
    string Envelope, Guid? Territory, TransferReason Reason, Account From, Account To, long Cents)
{
    public static V1.YearReport.Types.Sums Sum(IEnumerable<YearMovement> movements)
    {
        var list = movements.ToList();
        return new()
        {
            Voted = Moneys.FromCents(list.Sum(one => one.Into(Account.Budget, -1))),
            Reserved = Moneys.FromCents(list.Sum(one =>
                one.Reason is TransferReason.Commitment ? 0 : one.Into(Account.Reserved, 1))),
            Committed = Moneys.FromCents(list.Sum(one =>
                one.Reason is TransferReason.Payment or TransferReason.Return ? 0 : one.Into(Account.Committed, 1))),
            Paid = Moneys.FromCents(list.Sum(one =>
                one.Reason is TransferReason.Recovery ? 0 : one.Into(Account.Paid, 1))),
            Recovered = Moneys.FromCents(list.Sum(one => one.Into(Account.Recovered, 1))),
        };
    }

    private long Into(Account account, int sign) =>
        To == account ? sign * Cents : From == account ? -sign * Cents : 0;
}
