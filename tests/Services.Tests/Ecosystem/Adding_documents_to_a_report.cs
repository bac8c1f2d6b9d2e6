using Google.Protobuf;
using Grpc.Core;
using ProjetK.Documents.V1;
using ProjetK.Testing.Scenarios;
using Refused = ProjetK.Testing.Refusal;

namespace ProjetK.Ecosystem.Tests;

public sealed class Adding_documents_to_a_report(ServicesStack services)
{
    private static readonly Person Mayor = People.MayorOf("33525"), Neighbour = People.MayorOf("33325");

    [Fact]
    public async Task keeps_what_was_submitted_and_lets_everybody_read_it_once_the_report_is_accepted()
    {
        var report = await services.Ecosystem.Cooperate();
        var file = SomeFile.Pdf(300_000);
        var first = await Upload(report, "Bilan.pdf", file, Mayor);
        Assert.Equal(("Bilan.pdf", 300_000), (first.DisplayName, first.SizeBytes));
        var wrong = await Upload(report, "Brouillon.pdf", SomeFile.Pdf(), Mayor);
        await Delete(wrong, Mayor);
        foreach (var stranger in new[] { Neighbour, People.Nobody })
        {
            Assert.Equal("NOT_FOUND", (await Refused.Of(List(report, stranger))).Reason);
            Assert.Equal("NOT_FOUND", (await Refused.Of(Download(first, stranger))).Reason);
        }
        Assert.Equal("NOT_FOUND", (await Refused.Of(Upload(report, "Autre.pdf", SomeFile.Pdf(), Neighbour))).Reason);
        Assert.Equal("INVALID_FIELD",
            (await Refused.Of(Upload($"{report[..^1]}01", "Bilan.pdf", SomeFile.Pdf(), Mayor))).Reason);

        await services.Send<V1.Report>(new V1.SubmitReportRequest { Name = report, Summary = "Le lieu vit." }, by: Mayor);
        foreach (var late in new[] { Upload(report, "Après.pdf", SomeFile.Pdf(), Mayor), (Task)Delete(first, Mayor) })
            Assert.Equal((StatusCode.FailedPrecondition, "WRONG_STATE"), (await Refused.Of(late)).Kind);
        await services.Send<V1.Report>(new V1.RequestReportChangesRequest { Name = report, Reason = "Une photo ?" });
        Assert.Equal("WRONG_STATE", (await Refused.Of(Delete(first, Mayor))).Reason);
        var photo = await Upload(report, "Photo.png", SomeFile.Png(), Mayor);
        await services.Send<V1.Report>(new V1.SubmitReportRequest { Name = report, Summary = "Voici." }, by: Mayor);
        Assert.Equal([first, photo], (await List(report, People.Auditor)).Documents);
        await services.Send<V1.Report>(new V1.AcceptReportRequest { Name = report });

        Assert.Equal([first, photo], (await List(report, People.Nobody)).Documents);
        using var anybody = new HttpClient { BaseAddress = services.Json.BaseAddress };
        Assert.Equal(file, await anybody.GetByteArrayAsync($"/v1/{first.Name}"));
        Assert.Equal("WRONG_STATE", (await Refused.Of(Upload(report, "Après.pdf", SomeFile.Pdf(), Mayor))).Reason);
    }

    private Task<Document> Upload(string report, string name, byte[] file, Person by) => services.Send<Document>(
        new UploadDocumentRequest { Parent = report, DisplayName = name, Data = ByteString.CopyFrom(file) }, by: by);

    private Task<ListDocumentsResponse> List(string report, Person by) =>
        services.Send<ListDocumentsResponse>(new ListDocumentsRequest { Parent = report }, Wire.Json, by);

    private Task<DownloadDocumentResponse> Download(Document document, Person by) =>
        services.Send<DownloadDocumentResponse>(new DownloadDocumentRequest { Name = document.Name }, by: by);

    private Task<DeleteDocumentResponse> Delete(Document document, Person by) =>
        services.Send<DeleteDocumentResponse>(new DeleteDocumentRequest { Name = document.Name }, Wire.Json, by);
}
