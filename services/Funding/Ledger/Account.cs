namespace ProjetK.Funding;

/// <summary>Where the money of an envelope is; only the budget is below zero, by what was voted.</summary>
internal enum Account
{
    Budget,
    Available,
    Reserved,
    Committed,
    Paid,
    Recovered,
}
