using Google.Protobuf.WellKnownTypes;

namespace ProjetK.Funding;

/// <summary>The ledger as callers see it.</summary>
internal static class LedgerWire
{
    public static V1.Entry ToProto(this StoredEntry stored)
    {
        var (entry, transfer) = (stored.Entry, stored.Entry.Transfer);
        return new()
        {
            Envelope = $"envelopes/{transfer.Envelope}",
            Sequence = entry.Sequence,
            Transfer = transfer.Id.ToString("D"),
            Account = entry.Account.ToProto(),
            Amount = Moneys.FromCents(entry.Cents),
            Balance = Moneys.FromCents(entry.Balance),
            Reason = transfer.Reason.ToProto(),
            Grant = transfer.Grant is { } grant ? $"grants/{grant:D}" : "",
            CreateTime = Timestamp.FromDateTimeOffset(transfer.CreateTime),
            Hash = stored.Hash,
            PreviousHash = entry.PreviousHash,
            Name = $"envelopes/{transfer.Envelope}/entries/{entry.Sequence}",
            EffectiveDate = transfer.Facts?.EffectiveDate.ToDate(),
            BudgetYear = transfer.Facts?.BudgetYear ?? 0,
            Instalment = transfer.Facts?.Instalment is { } number
                ? $"grants/{transfer.Grant:D}/instalments/{number}"
                : "",
            Territory = transfer.Facts?.Territory is { } territory ? $"territories/{territory:D}" : "",
            Beneficiary = transfer.Facts?.Beneficiary is { } commune ? $"communes/{commune}" : "",
            Siret = transfer.Facts?.Siret ?? "",
        };
    }

    private static V1.Entry.Types.Account ToProto(this Account account) => account switch
    {
        Account.Budget => V1.Entry.Types.Account.Budget,
        Account.Available => V1.Entry.Types.Account.Available,
        Account.Reserved => V1.Entry.Types.Account.Reserved,
        Account.Committed => V1.Entry.Types.Account.Committed,
        Account.Paid => V1.Entry.Types.Account.Paid,
        Account.Recovered => V1.Entry.Types.Account.Recovered,
    };

    private static V1.Entry.Types.Reason ToProto(this TransferReason reason) => reason switch
    {
        TransferReason.Voted => V1.Entry.Types.Reason.Voted,
        TransferReason.Amended => V1.Entry.Types.Reason.Amended,
        TransferReason.Reservation => V1.Entry.Types.Reason.Reservation,
        TransferReason.Release => V1.Entry.Types.Reason.Release,
        TransferReason.Commitment => V1.Entry.Types.Reason.Commitment,
        TransferReason.Payment => V1.Entry.Types.Reason.Payment,
        TransferReason.Return => V1.Entry.Types.Reason.Return,
        TransferReason.Cancellation => V1.Entry.Types.Reason.Cancellation,
        TransferReason.Recovery => V1.Entry.Types.Reason.Recovery,
    };
}
