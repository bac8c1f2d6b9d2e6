using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using ProjetK.Documents.V1;
using ProjetK.Testing.Scenarios;
using ApplicationClient = ProjetK.Applications.V1.ApplicationService.ApplicationServiceClient;
using Refusal = ProjetK.Testing.Refusal;

namespace ProjetK.Applications.Tests;

public sealed class Sending_documents(ServicesStack stack) : PlayedIn2023(stack)
{
    private const string Tauriac = "33525", Fronsac = "33174";
    private const int Megabytes20 = 20 * 1024 * 1024;

    private ApplicationClient Documents => new(Stack.Grpc);

    [Fact]
    public async Task over_gRPC_and_back_gives_the_same_bytes()
    {
        var application = (await Draft(Tauriac)).Name;
        var file = SomeFile.Pdf(600_000);

        var sent = await Upload(application, "Délibération.pdf", file.Chunk(100_000));

        Assert.Equal(("Délibération.pdf", "application/pdf", 600_000), (sent.DisplayName, sent.MediaType, sent.SizeBytes));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file)), sent.Sha256);
        Assert.Equal(Document.Types.ScanState.NotScanned, sent.ScanState);
        Assert.Equal([sent], await List(application));
        Assert.Equal(file, await Download(sent.Name));
    }

    [Fact]
    public async Task over_HTTP_keeps_the_name_and_comes_back_as_a_file()
    {
        var application = (await Draft(Tauriac)).Name;
        var file = SomeFile.Docx();
        using var form = new MultipartFormDataContent { { new StringContent("un champ"), "note" } };
        var part = new ByteArrayContent(file);
        part.Headers.ContentDisposition = new("form-data") { Name = "file", FileNameStar = "Été à L'Haÿ \"2023\".exe" };
        form.Add(part);

        var sent = (Document)await Post(application, form);

        Assert.Equal("Été à L'Haÿ \"2023\".exe", sent.DisplayName);
        using var answer = await Stack.Json.GetAsync($"/v1/{sent.Name}");
        Assert.Equal(file, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(sent.MediaType, answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        var disposition = answer.Content.Headers.ContentDisposition!;
        Assert.Equal("attachment", disposition.DispositionType);
        Assert.Equal("Été à L'Haÿ \"2023\".exe.docx", disposition.FileNameStar);
        Assert.All(disposition.FileName!, character => Assert.InRange(character, ' ', '~'));
    }

    [Fact]
    public async Task of_twenty_megabytes_each_needs_less_memory_than_they_have_bytes()
    {
        var application = (await Draft(Tauriac)).Name;
        await Post(application, new ByteArrayContent(SomeFile.Pdf()), "warm.pdf");
        var file = SomeFile.Pdf(Megabytes20);
        var (gateway, service) = (PeakOf("gateway"), PeakOf("applications"));

        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(number =>
            Post(application, new ByteArrayContent(file), $"{number}.pdf")));

        Assert.All(sent, one => Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file)), ((Document)one).Sha256));
        using var answer = await Stack.Json.GetAsync($"/v1/{((Document)sent[0]).Name}");
        Assert.Equal(file, await answer.Content.ReadAsByteArrayAsync());
        Assert.InRange(PeakOf("gateway") - gateway, 0, 3 * Megabytes20);
        Assert.InRange(PeakOf("applications") - service, 0, 3 * Megabytes20);
    }

    [Theory]
    [InlineData(Megabytes20 + 1), InlineData(Megabytes20 + 1024 * 1024), InlineData(40 * 1024 * 1024)]
    public async Task that_are_too_large_says_so_and_leaves_nothing(int size)
    {
        var application = (await Draft(Tauriac)).Name;
        var refusal = await Refusal.Of(Post(application, new ByteArrayContent(SomeFile.Pdf(size)), "grand.pdf"));
        Assert.Equal((StatusCode.InvalidArgument, "DOCUMENT_TOO_LARGE"), refusal.Kind);
        Assert.Empty(await List(application));
    }

    [Fact]
    public async Task goes_by_the_content_and_not_by_the_name()
    {
        var application = (await Draft(Tauriac)).Name;
        foreach (var (name, content, reason) in new[]
        {
            ("plan.pdf", "MZ un programme"u8.ToArray(), "DOCUMENT_TYPE_REFUSED"),
            ("plan.pdf", SomeFile.Pdf()[..1_000], "DOCUMENT_TYPE_REFUSED"),
            ("plan.pdf", [], "DOCUMENT_EMPTY"),
        })
        {
            var refusal = await Refusal.Of(Post(application, new ByteArrayContent(content), name));
            Assert.Equal((StatusCode.InvalidArgument, reason), refusal.Kind);
            Assert.Equal(refusal.Kind, (await Refusal.Of(Upload(application, name, content))).Kind);
        }
        Assert.Empty(await List(application));
    }

    [Fact]
    public async Task that_break_off_in_the_middle_leaves_nothing()
    {
        var application = (await Draft(Tauriac)).Name;
        var file = SomeFile.Pdf(3_000_000);
        using (var call = Documents.UploadDocument())
        {
            await call.RequestStream.WriteAsync(
                new() { Parent = application, DisplayName = "plan.pdf", Data = ByteString.CopyFrom(file[..1_000_000]) });
            await call.RequestStream.WriteAsync(new() { Data = ByteString.CopyFrom(file[1_000_000..2_000_000]) });
        }
        await CutOff(application, file);
        using var form = new ByteArrayContent([.. "--x\r\nContent-Disposition: form-data; filename=a.pdf\r\n\r\n"u8, .. file]);
        form.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");

        var refusal = await Refusal.Of(Post(application, form));

        Assert.Equal((StatusCode.InvalidArgument, "INVALID_FIELD"), refusal.Kind);
        Assert.Empty(await List(application));
    }

    [Fact]
    public async Task twice_with_the_same_request_id_sends_once()
    {
        var application = (await Draft(Tauriac)).Name;
        var (file, id) = (SomeFile.Pdf(), $"{Guid.NewGuid()}");
        var first = await Post(application, new ByteArrayContent(file), "plan.pdf", id);
        Assert.Equal(first, await Post(application, new ByteArrayContent(file), "plan.pdf", id));
        Assert.Single(await List(application));
        var refusal = await Refusal.Of(Post(application, new ByteArrayContent(SomeFile.Pdf()), "plan.pdf", id));
        Assert.Equal("REQUEST_ID_REUSED", refusal.Reason);
    }

    [Fact]
    public async Task is_undone_until_the_letter_is_sent_and_superseded_later()
    {
        var candidacy = await Draft(Tauriac);
        var (one, other) = (await Upload(candidacy.Name, "1.pdf", SomeFile.Pdf()), await Upload(candidacy.Name, "2.pdf", SomeFile.Pdf()));
        await Stack.Send<DeleteDocumentResponse>(new DeleteDocumentRequest { Name = one.Name }, Wire.Json, candidacy.Mayor);
        await candidacy.SubmitIntent();

        var refusal = await Refusal.Of(Stack.Send<IMessage>(new DeleteDocumentRequest { Name = other.Name }, by: candidacy.Mayor));
        Assert.Equal((StatusCode.FailedPrecondition, "WRONG_STATE"), refusal.Kind);
        var request = new UploadDocumentRequest
        {
            Parent = candidacy.Name,
            DisplayName = "3.pdf",
            Supersedes = other.Name,
            Data = ByteString.CopyFrom(SomeFile.Pdf()),
        };
        var newer = await Stack.Send<Document>(request, by: candidacy.Mayor);
        Assert.Equal(other.Name, newer.Supersedes);
        Assert.Equal([other, newer], await List(candidacy.Name));
        Assert.Equal(["supersedes"], (await Refusal.Of(Stack.Send<Document>(request, by: candidacy.Mayor))).Message.Split(':')[..1]);
    }

    [Fact]
    public async Task is_for_the_applicant_and_the_manager_alone_and_for_nobody_once_all_is_over()
    {
        var candidacy = await Draft(Fronsac);
        var sent = await Upload(candidacy.Name, "1.pdf", SomeFile.Pdf());
        var request = new UploadDocumentRequest
        {
            Parent = candidacy.Name,
            DisplayName = "2.pdf",
            Data = ByteString.CopyFrom(SomeFile.Pdf()),
        };
        var neighbour = People.MayorOf(Tauriac);
        Assert.Equal("NOT_FOUND", (await Refusal.Of(Stack.Send<Document>(request, by: neighbour))).Reason);
        Assert.Equal("NOT_FOUND", (await Refusal.Of(Stack.Send<IMessage>(
            new DownloadDocumentRequest { Name = sent.Name }, by: neighbour))).Reason);
        Assert.Equal("PERMISSION_DENIED", (await Refusal.Of(Stack.Send<Document>(request, by: People.Auditor))).Reason);
        await candidacy.Withdraw();
        Assert.Equal("WRONG_STATE", (await Refusal.Of(Stack.Send<Document>(request, by: candidacy.Mayor))).Reason);
        Assert.Equal("2.pdf", (await Stack.Send<Document>(request, by: People.Manager)).DisplayName);
    }

    [Fact]
    public async Task whose_bytes_were_lost_ends_in_an_error_and_never_as_a_whole()
    {
        var application = (await Draft(Tauriac)).Name;
        var sent = await Upload(application, "plan.pdf", SomeFile.Pdf(1_000_000).Chunk(250_000));
        await using (var database = Npgsql.NpgsqlDataSource.Create(await Stack.AdminConnectionString("applications")))
        await using (var tear = database.CreateCommand("DELETE FROM document_chunks WHERE document = $1 AND number = 2"))
        {
            tear.Parameters.Add(new() { Value = Guid.Parse(sent.Name[^36..]) });
            Assert.Equal(1, await tear.ExecuteNonQueryAsync());
        }
        Assert.Equal(StatusCode.Internal, (await Assert.ThrowsAsync<RpcException>(() => Download(sent.Name))).StatusCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => Stack.Json.GetByteArrayAsync($"/v1/{sent.Name}"));
    }

    [Fact]
    public async Task that_come_so_slowly_that_their_beginning_is_gone_says_so_and_leaves_nothing()
    {
        var application = (await Draft(Tauriac)).Name;
        var file = SomeFile.Pdf(900_000);
        using var call = Documents.UploadDocument();
        await call.RequestStream.WriteAsync(new()
        {
            Parent = application,
            DisplayName = "lent.pdf",
            Data = ByteString.CopyFrom(file[..600_000]),
        });
        // As the task that drops abandoned chunks would do it.
        await Eventually.Get(
            () => Sql("applications", """
                WITH dropped AS (
                    DELETE FROM document_chunks WHERE number = 0
                        AND NOT EXISTS (SELECT FROM documents WHERE id = document_chunks.document)
                    RETURNING 1)
                SELECT count(*) FROM dropped
                """), dropped => dropped is > 0L, "a first chunk");
        await call.RequestStream.WriteAsync(new() { Data = ByteString.CopyFrom(file[600_000..]) });
        await call.RequestStream.CompleteAsync();

        Assert.Equal(StatusCode.Aborted, (await Refusal.Of(call.ResponseAsync)).Code);
        Assert.Empty(await List(application));
    }

    private async Task<Candidacy> Draft(string commune) => await Candidacy.Draft(await Round.Publish(Stack), commune);

    private Task<Document> Upload(string application, string name, byte[] file) => Upload(application, name, [file]);

    private async Task<Document> Upload(string application, string name, IEnumerable<byte[]> parts)
    {
        using var call = Documents.UploadDocument();
        var request = new UploadDocumentRequest { Parent = application, DisplayName = name };
        foreach (var part in parts)
        {
            request.Data = ByteString.CopyFrom(part);
            await call.RequestStream.WriteAsync(request);
            request = new();
        }
        await call.RequestStream.CompleteAsync();
        return await call;
    }

    private async Task<IReadOnlyList<Document>> List(string application) =>
        (await Stack.Send<ListDocumentsResponse>(new ListDocumentsRequest { Parent = application })).Documents;

    private async Task<byte[]> Download(string name)
    {
        using var call = Documents.DownloadDocument(new() { Name = name });
        using var bytes = new MemoryStream();
        await foreach (var part in call.ResponseStream.ReadAllAsync())
            part.Data.WriteTo(bytes);
        return bytes.ToArray();
    }

    private async Task<IMessage> Post(string application, HttpContent content, string? name = null, string? id = null)
    {
        var query = string.Join('&', new[] { ("displayName", name), ("requestId", id) }
            .Where(pair => pair.Item2 is not null).Select(pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2!)}"));
        using var answer = await Stack.Json.PostAsync($"/v1/{application}/documents?{query}", content);
        return await Wires.Read(answer, Document.Descriptor);
    }

    /// <summary>Promises a whole file and hangs up in the middle of it.</summary>
    private async Task CutOff(string application, byte[] file)
    {
        var address = Stack.Json.BaseAddress!;
        using var line = new TcpClient();
        await line.ConnectAsync(address.Host, address.Port);
        var head = $"POST /v1/{application}/documents?displayName=plan.pdf HTTP/1.1\r\nHost: {address.Authority}\r\n"
            + $"Authorization: {Stack.Tokens.Authorize(People.Manager)}\r\nContent-Length: {file.Length}\r\n\r\n";
        await line.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));
        await line.GetStream().WriteAsync(file.AsMemory(0, file.Length / 2));
    }

    /// <summary>The most memory that the processes of a service have ever held.</summary>
    private long PeakOf(string service) => Stack.Faults.ProcessesOf(service).Sum(process =>
        1024 * long.Parse(File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmHWM:"))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture));
}
