namespace ProjetK.Funding;

/// <summary>Why money moves.</summary>
internal enum TransferReason
{
    Voted,
    Amended,
    Reservation,
    Release,
}

/// <summary>Money that moves from one account of an envelope to another; never changed, only reversed.</summary>
internal sealed record Transfer(
    Guid Id,
    string Envelope,
    Account From,
    Account To,
    long Cents,
    TransferReason Reason,
    Guid? Grant,
    DateTimeOffset CreateTime);
