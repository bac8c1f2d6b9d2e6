namespace ProjetK.Funding;

/// <summary>What each account of an envelope holds, in cents; together always zero.</summary>
internal sealed record Balances(
    long Budget, long Available, long Reserved, long Committed, long Paid, long Recovered = 0)
{
    public static Balances Zero { get; } = new(0, 0, 0, 0, 0);

    public long this[Account account] => account switch
    {
        Account.Budget => Budget,
        Account.Available => Available,
        Account.Reserved => Reserved,
        Account.Committed => Committed,
        Account.Paid => Paid,
        Account.Recovered => Recovered,
    };

    public Balances Add(Account account, long cents) => account switch
    {
        Account.Budget => this with { Budget = Budget + cents },
        Account.Available => this with { Available = Available + cents },
        Account.Reserved => this with { Reserved = Reserved + cents },
        Account.Committed => this with { Committed = Committed + cents },
        Account.Paid => this with { Paid = Paid + cents },
        Account.Recovered => this with { Recovered = Recovered + cents },
    };
}
