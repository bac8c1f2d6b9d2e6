namespace ProjetK.Foundation;

/// <summary>Every way in which documents are refused.</summary>
internal static class DocumentErrors
{
    public static DomainException Empty() => new(
        StatusCode.InvalidArgument, "DOCUMENT_EMPTY", "There is nothing in the document.");

    public static DomainException TypeRefused() => new(
        StatusCode.InvalidArgument, "DOCUMENT_TYPE_REFUSED",
        "By its content this is no complete PDF, JPEG, PNG, ODT or DOCX.",
        new Dictionary<string, string> { ["accepted"] = string.Join(", ", MediaTypes.All) });

    public static DomainException NotScanned(Document document) => new(
        StatusCode.FailedPrecondition, "DOCUMENT_NOT_SCANNED", document.ScanState == ScanState.Infected
            ? "The virus scanner found something in this document: nobody gets it."
            : "The virus scanner has not looked at this document yet: try again in a minute.",
        new Dictionary<string, string> { ["scan_state"] = EnumText.Of(document.ScanState) });

    public static DomainException TooMany(int most) =>
        CommonErrors.InvalidField("parent", $"must not hold more than {most} documents.");

    public static DomainException TooSlow() => new(
        StatusCode.Aborted, "CONCURRENT_CHANGE",
        "The document came so slowly that its beginning was dropped meanwhile: send it again.");

    public static DomainException NoName() => CommonErrors.InvalidField(
        "display_name", "is required: the name of a file, such as Plan.pdf, of at most 200 characters.");

    public static DomainException NotItsOwn() =>
        CommonErrors.InvalidField("supersedes", "must be a document of the same parent that nothing supersedes yet.");
}
