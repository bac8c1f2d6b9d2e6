using System.Globalization;

namespace ProjetK.Funding;

/// <summary>Entries of the ledger as lines of a French spreadsheet.</summary>
internal static class EntryRow
{
    private static readonly (string Title, Func<StoredEntry, string> Value)[] Columns =
    [
        ("Enveloppe", one => one.Entry.Transfer.Envelope),
        ("N°", one => one.Entry.Sequence.ToString(CultureInfo.InvariantCulture)),
        ("Enregistré le", one => Time(one.Entry.Transfer.CreateTime)),
        ("Date d'effet", one => Day(one.Entry.Transfer.Facts?.EffectiveDate)),
        ("Exercice", one => one.Entry.Transfer.Facts?.BudgetYear.ToString(CultureInfo.InvariantCulture) ?? ""),
        ("Opération", one => Texts.Of(one.Entry.Transfer.Reason)),
        ("Compte", one => Texts.Of(one.Entry.Account)),
        ("Montant", one => Decimal(one.Entry.Cents)),
        ("Solde du compte", one => Decimal(one.Entry.Balance)),
        ("Subvention", one => $"{one.Entry.Transfer.Grant}"),
        ("Échéance", one => $"{one.Entry.Transfer.Facts?.Instalment}"),
        ("Territoire", one => $"{one.Entry.Transfer.Facts?.Territory}"),
        ("Bénéficiaire (INSEE)", one => one.Entry.Transfer.Facts?.Beneficiary ?? ""),
        ("SIRET", one => one.Entry.Transfer.Facts?.Siret ?? ""),
        ("Empreinte", one => one.Hash),
    ];

    public static string Header { get; } = CsvLine.Of(Columns.Select(column => column.Title));

    /// <summary>Only the amounts may begin with a sign.</summary>
    public static string Of(StoredEntry entry) => CsvLine.Join(Columns.Select(column =>
        column.Title is "Montant" or "Solde du compte" ? column.Value(entry) : CsvLine.Cell(column.Value(entry))));

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Day(DateOnly? day) => day?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) ?? "";

    private static string Decimal(long cents) => (cents / 100m).ToString("0.00", CultureInfo.InvariantCulture).Replace('.', ',');
}
