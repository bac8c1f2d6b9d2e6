namespace ProjetK.Applications;

/// <summary>A letter on paper: who writes to whom, under which reference, what, and how to appeal.</summary>
internal static class LetterSheet
{
    public static Sheet Of(
        Application application, LetterSubject subject, string text, string reference, DateTimeOffset issueTime,
        IReadOnlyList<Commune> communes, Syndicate syndicate, string reissue = "")
    {
        var (title, notices) = (LetterTexts.TitleOf(subject).Wording, application.Call.LegalNotices);
        var lead = communes.FirstOrDefault(one => one.Code == application.Applicant.Lead)?.Name ?? "";
        return new(title, $"{syndicate.DisplayName} · {reference}",
        [
            new Block.Paragraph(Lines(
                syndicate.DisplayName, syndicate.PostalAddress, syndicate.Email, syndicate.Phone,
                syndicate.Siret.Length > 0 ? $"SIRET {syndicate.Siret}" : "")),
            new Block.Address($"À l'attention du maire\nCommune de {lead}\n\nLe {French.Day(Paris.DayOf(issueTime))}"),
            new Block.Fact("Nos références", reference),
            new Block.Fact("Dossier", application.Reference ?? ""),
            new Block.Fact("Candidature", application.TerritoryName(communes)),
            new Block.Title(title),
            .. reissue.Length > 0 ? new Block[] { new Block.Paragraph(reissue) } : [],
            new Block.Paragraph(text),
            new Block.Paragraph(Texts.LetterSignature.With(syndicate.DisplayName)),
            .. notices.Receipt.Length > 0
                ? new Block[] { new Block.Heading("Service chargé du dossier"), new Block.Paragraph(notices.Receipt) }
                : [],
            // Only an answer to a request that may still be silent speaks of silence; each can be appealed.
            .. ReceiptSheet.Notices("", notices.Appeal),
        ]);
    }

    private static string Lines(params string[] lines) =>
        string.Join('\n', lines.Where(line => line.Length > 0));
}
