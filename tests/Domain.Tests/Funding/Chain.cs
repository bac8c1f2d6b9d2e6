using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Google.Type;

namespace ProjetK.Funding.Tests;

/// <summary>Recomputes a ledger's chain from what callers see, by docs/ledger.md alone.</summary>
internal static class Chain
{
    /// <summary>The place, counted from 1, of the first entry that breaks the chain; 0 when none does.</summary>
    public static int FirstBroken(IReadOnlyList<V1.Entry> entries)
    {
        var previous = new string('0', 64);
        for (var index = 0; index < entries.Count; index++)
        {
            var entry = entries[index];
            if (entry.Sequence != index + 1 || entry.PreviousHash != previous || entry.Hash != HashOf(entry))
                return index + 1;
            previous = entry.Hash;
        }
        return 0;
    }

    public static long Cents(this Money money) => money.Units * 100 + money.Nanos / 10_000_000;

    public static string HashOf(V1.Entry entry)
    {
        var time = entry.CreateTime.ToDateTime().ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture);
        var text = $"projetk-ledger-{(entry.EffectiveDate is null ? 1 : 2)}\n{entry.PreviousHash}\n{entry.Envelope}\n{entry.Sequence}\n{entry.Transfer}\n"
            + $"{entry.Account.ToString().ToUpperInvariant()}\n{entry.Amount.Cents()}\n{entry.Balance.Cents()}\n"
            + $"{entry.Reason.ToString().ToUpperInvariant()}\n{entry.Grant}\n{time}Z\n";
        if (entry.EffectiveDate is { } day)
            text += $"{day.Year:0000}-{day.Month:00}-{day.Day:00}\n{entry.BudgetYear}\n{entry.Instalment}\n"
                + $"{entry.Territory}\n{entry.Beneficiary}\n{entry.Siret}\n";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
