using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using ProjetK.Documents.V1;
using ProjetK.Testing.Scenarios;
using Kind = ProjetK.Applications.V1.Letter.Types.Kind;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.Applications.Tests;

public sealed class Issuing_letters(ServicesStack stack) : PlayedIn2023(stack)
{
    private const string SaintGirons = "33416", Cadillac = "33082";

    [Fact]
    public async Task lets_the_manager_edit_first_and_keeps_what_was_sent()
    {
        var candidacy = await (await Candidacy.Draft(await Round.Publish(Stack), SaintGirons)).Reach(State.Preparation);
        var preview = await Stack.Send<V1.Letter>(
            new V1.PreviewLetterRequest { Parent = candidacy.Name, Kind = Kind.Acceptance });
        Assert.Contains("lettre d'intention", preview.Text);
        Assert.Contains("Projet de lettre", Paper.Read([.. preview.Pdf]));
        Assert.Empty(await List(candidacy, People.Manager));
        var issue = new V1.IssueLetterRequest
        {
            Parent = candidacy.Name,
            Kind = Kind.Acceptance,
            Text = $"{preview.Text}\n\nL'équipe vous appelle lundi.",
            RequestId = $"{Guid.NewGuid()}",
        };

        var letter = await Stack.Send<V1.Letter>(issue);

        Assert.Equal(letter, await Stack.Send<V1.Letter>(issue, Wire.Json));
        Assert.EndsWith("/AI-1", letter.Reference, StringComparison.Ordinal);
        Assert.Equal(letter.Sha256, Convert.ToHexStringLower(SHA256.HashData(letter.Pdf.Span)));
        Assert.Contains("L'équipe vous appelle lundi.", Paper.Read([.. letter.Pdf]));
        Assert.Equal(letter.Pdf, await Stack.Json.GetByteArrayAsync($"/v1/{letter.Name}"));
        Assert.Equal([letter.Name], (await List(candidacy, candidacy.Mayor)).Select(one => one.Name));
        issue.RequestId = "";
        Assert.Equal("ALREADY_EXISTS", (await Refusal.Of(Stack.Send<V1.Letter>(issue))).Reason);
        issue.Kind = Kind.Selection;
        Assert.Equal("WRONG_STATE", (await Refusal.Of(Stack.Send<V1.Letter>(issue))).Reason);

        var again = new V1.ReissueLetterRequest { Name = letter.Name, Reason = "La date était fausse." };
        var newer = await Stack.Send<V1.Letter>(again);
        Assert.Equal(letter.Name, newer.Supersedes);
        Assert.Contains("La date était fausse.", Paper.Read([.. newer.Pdf]));
        Assert.Equal("ALREADY_EXISTS", (await Refusal.Of(Stack.Send<V1.Letter>(again))).Reason);
        Assert.Equal(letter.Pdf, await Stack.Json.GetByteArrayAsync($"/v1/{letter.Name}"));
    }

    [Fact]
    public async Task tells_a_selection_with_its_reason()
    {
        var candidacy = await (await Candidacy.Draft(await Round.Publish(Stack), SaintGirons)).Reach(State.Selected);
        var letter = await Stack.Send<V1.Letter>(
            new V1.IssueLetterRequest { Parent = candidacy.Name, Kind = Kind.Selection });
        Assert.Contains("Le meilleur projet.", Paper.Read([.. letter.Pdf]));
        await candidacy.Withdraw();
    }

    [Fact]
    public async Task goes_into_the_dossier_with_receipts_and_documents()
    {
        var candidacy = await Candidacy.Draft(await Round.Publish(Stack), Cadillac);
        var file = SomeFile.Pdf(300_000);
        foreach (var _ in new[] { 1, 2 })
            await Stack.Send<Document>(new UploadDocumentRequest
            {
                Parent = candidacy.Name,
                DisplayName = "Été.pdf",
                Data = ByteString.CopyFrom(file),
            });
        await candidacy.Reach(State.Preparation);
        await Stack.Send<V1.Letter>(new V1.IssueLetterRequest { Parent = candidacy.Name, Kind = Kind.Acceptance });

        using var answer = await Stack.Json.GetAsync($"/v1/{candidacy.Name}:dossier");

        Assert.Equal("application/zip", answer.Content.Headers.ContentType!.MediaType);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        using var archive = new ZipArchive(new MemoryStream(bytes));
        var reference = candidacy.Application.Reference;
        Assert.Equal(
            [
                "dossier.pdf", $"recepisses/Récépissé {reference} lettre d'intention.pdf", $"courriers/{reference} AI-1.pdf",
                "documents/01 Été.pdf", "documents/02 Été.pdf",
            ],
            archive.Entries.Select(entry => entry.FullName));
        using var entry = archive.Entries[^1].Open();
        using var copy = new MemoryStream();
        await entry.CopyToAsync(copy);
        Assert.Equal(file, copy.ToArray());
        using var call = new V1.ApplicationService.ApplicationServiceClient(Stack.Grpc)
            .DownloadDossier(new() { Name = candidacy.Name });
        var size = 0;
        await foreach (var part in call.ResponseStream.ReadAllAsync())
            size += part.Data.Length;
        Assert.InRange(size, bytes.Length - 1_000, bytes.Length + 1_000);
    }

    [Fact]
    public async Task stands_beside_a_table_for_a_spreadsheet()
    {
        var round = await Round.Publish(Stack);
        var candidacy = await Candidacy.Draft(round, SaintGirons);
        await Update(candidacy.Application, new() { Project = new() { Title = "=HYPERLINK(\"x\";\"y\")" } }, "project.title");
        await SubmitIntent(candidacy.Name);
        await Candidacy.Draft(round, Cadillac);

        using var answer = await Stack.Json.GetAsync($"/v1/{round.Call}/applications:export");

        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal(Encoding.UTF8.Preamble, bytes.AsSpan(0, 3));
        var lines = Encoding.UTF8.GetString(bytes.AsSpan(3)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("Référence;État;Candidat;", lines[0], StringComparison.Ordinal);
        Assert.Contains(";Lettre d'intention reçue;Saint-Girons-d'Aiguevives;33416;", lines[1]);
        Assert.Contains(";\"'=HYPERLINK(\"\"x\"\";\"\"y\"\")\";", lines[1]);
    }

    private async Task<IReadOnlyList<V1.Letter>> List(Candidacy candidacy, Person by) =>
        (await Stack.Send<V1.ListLettersResponse>(new V1.ListLettersRequest { Parent = candidacy.Name }, by: by)).Letters;
}
