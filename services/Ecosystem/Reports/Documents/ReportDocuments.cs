namespace ProjetK.Ecosystem;

/// <summary>What may be done with the documents of reports: whoever reads a report reads its documents, everybody once it
/// is accepted; those who write it add some while it is to be sent; what was submitted stays.</summary>
internal sealed class ReportDocuments(Database database) : IDocumentHolder
{
    public string Pattern => Report.Pattern;

    public async Task<DocumentRules> Read(string holder, Caller caller, CancellationToken cancellation)
    {
        var (territory, year) = ReportWire.ReadName(holder, "parent");
        return RulesOf(
            holder, await ReportTable.Find(database, territory, year, Ownership.OfReader(caller), cancellation));
    }

    public async Task<DocumentRules> Lock(string holder, Transaction transaction)
    {
        var (territory, year) = ReportWire.ReadName(holder, "parent");
        return RulesOf(holder, await ReportTable.Lock(transaction, territory, year));
    }

    private static DocumentRules RulesOf(string holder, Report? report) => report is null
        ? throw CommonErrors.NotFound(holder)
        : new(
            EnumText.Of(report.State), report.WritingRefusal,
            document => document.CreateTime <= report.SubmitTime
                ? Errors.WrongState(report.Name, report.State, ReportState.Due)
                : report.WritingRefusal);
}
