using System.Security.Cryptography;
using Google.Protobuf;

namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override async Task<V1.Letter> PreviewLetter(V1.PreviewLetterRequest request, ServerCallContext context)
    {
        var (subject, cancellation) = (SubjectOf(request.Kind), context.CancellationToken);
        var id = ResourceName.ParseGuid(ApplicationWire.Pattern, request.Parent, "parent");
        var application = await ApplicationTable.Get(database, id, context.GetCaller(), cancellation);
        application.TimeOf(subject);
        var communes = await CommuneTable.Find(
            database, application.Applicant.Communes, application.Call.Vintage, cancellation);
        var syndicate = await SyndicateTable.Get(database, cancellation);
        var text = string.IsNullOrWhiteSpace(request.Text)
            ? LetterTexts.Of(subject, application, communes)
            : request.Text.Trim();
        var pdf = PdfWriter.Write(LetterSheet.Of(
            application, subject, text, Texts.LetterDraft.Wording, database.Now, communes, syndicate));
        return new()
        {
            Kind = request.Kind,
            Text = text,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(pdf)),
            Pdf = UnsafeByteOperations.UnsafeWrap(pdf),
        };
    }
}
