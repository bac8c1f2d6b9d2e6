namespace ProjetK.Applications;

/// <summary>What a receipt says: what arrived, when, and what the law wants said with it.</summary>
internal static class ReceiptSheet
{
    public static Sheet Of(
        Application application, LetterKind kind, int version, IReadOnlyList<Commune> communes, Syndicate syndicate)
    {
        var (letter, notices) = (application.LetterOf(kind), application.Call.LegalNotices);
        var title = Texts.ReceiptTitle.With(LetterNames.Of(kind));
        return new(title, $"{syndicate.DisplayName} · {application.Reference}",
        [
            new Block.Title(title),
            new Block.Fact("Référence", application.Reference!),
            new Block.Fact("Version", version > 1 ? Texts.ReceiptVersion.With(version) : ""),
            new Block.Fact("Reçue le", $"{French.Instant(letter.SubmitTime!.Value)} (heure de Paris)"),
            new Block.Fact("Empreinte SHA-256", letter.Sha256!),
            new Block.Fact("Appel", application.Call.Title),
            new Block.Fact("Candidat", application.TerritoryName(communes)),
            new Block.Fact("Population",
                application.Population.Value is { } people ? $"{French.Number(people)} habitants" : ""),
            new Block.Fact("Projet", application.Project.Title),
            new Block.Fact("Signataire", Name(letter.Signatory)),
            .. letter.Signatures.Select(signature => new Block.Fact(
                $"Signé par {communes.FirstOrDefault(one => one.Code == signature.Commune)?.Name ?? signature.Commune}",
                $"{Name(signature.Signatory)}, le {French.Instant(signature.SignTime)}")),
            new Block.Heading("Texte de la lettre"),
            new Block.Paragraph(letter.Text),
            new Block.Heading("Service chargé du dossier"),
            .. Contact(syndicate, notices),
            .. Notices(notices.Silence, notices.Appeal),
        ]);
    }

    /// <summary>What the law wants said, where the call says it.</summary>
    public static IEnumerable<Block> Notices(string silence, string appeal)
    {
        foreach (var (heading, text) in new[] { (Texts.SilenceTitle, silence), (Texts.AppealTitle, appeal) })
        {
            if (text.Length == 0)
                continue;
            yield return new Block.Heading(heading.Wording);
            yield return new Block.Paragraph(text);
        }
    }

    private static IEnumerable<Block> Contact(Syndicate syndicate, LegalNotices notices) =>
    [
        new Block.Paragraph(string.Join('\n', new[]
        {
            syndicate.DisplayName, syndicate.PostalAddress, syndicate.Email, syndicate.Phone,
        }.Where(line => line.Length > 0))),
        .. notices.Receipt.Length > 0 ? new Block[] { new Block.Paragraph(notices.Receipt) } : [],
    ];

    private static string Name(Signatory? signatory) =>
        signatory is null ? "" : $"{signatory.DisplayName}, {signatory.Function}";
}
