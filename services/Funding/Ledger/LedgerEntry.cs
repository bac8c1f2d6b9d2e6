using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ProjetK.Funding;

/// <summary>One side of a transfer, linked by hash to the entry before it. docs/ledger.md describes the hashed text for
/// those who recompute it: change neither without the other.</summary>
internal sealed record LedgerEntry(
    Transfer Transfer, long Sequence, Account Account, long Cents, long Balance, string PreviousHash)
{
    /// <summary>What the first entry of an envelope names as the hash before it.</summary>
    public static string NoHash { get; } = new('0', 64);

    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalText)));

    private string CanonicalText => string.Concat(new[]
    {
        Transfer.Facts is null ? "projetk-ledger-1" : "projetk-ledger-2",
        PreviousHash,
        $"envelopes/{Transfer.Envelope}",
        Sequence.ToString(CultureInfo.InvariantCulture),
        Transfer.Id.ToString("D"),
        EnumText.Of(Account),
        Cents.ToString(CultureInfo.InvariantCulture),
        Balance.ToString(CultureInfo.InvariantCulture),
        EnumText.Of(Transfer.Reason),
        Transfer.Grant is { } grant ? $"grants/{grant:D}" : "",
        Transfer.CreateTime.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
    }.Concat(Transfer.Facts is { } facts ? Lines(facts) : []).Select(line => line + "\n"));

    private IEnumerable<string> Lines(TransferFacts facts) =>
    [
        facts.EffectiveDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        facts.BudgetYear.ToString(CultureInfo.InvariantCulture),
        facts.Instalment is { } number ? $"grants/{Transfer.Grant:D}/instalments/{number}" : "",
        facts.Territory is { } territory ? $"territories/{territory:D}" : "",
        facts.Beneficiary is { } commune ? $"communes/{commune}" : "",
        facts.Siret ?? "",
    ];
}
