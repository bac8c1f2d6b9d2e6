using Grpc.Core;
using ProjetK.Testing.Scenarios;

namespace ProjetK.Applications.Tests;

public sealed class Keeping_a_receipt(ServicesStack stack) : PlayedIn2023(stack)
{
    private const string LHay = "L'Haÿ-les-Roses, « œuvre », 1 500 €", Author = "Šárka Čapková";

    [Fact]
    public async Task gives_the_same_bytes_for_ever_with_every_character()
    {
        var candidacy = await Candidacy.Draft(await Round.Publish(Stack), "33525");
        await Update(candidacy.Application, new()
        {
            Intent = new() { Text = LHay, Signatory = new() { DisplayName = Author, Function = "Maire" } },
        });
        var name = $"{candidacy.Name}/receipts/intent";
        Assert.Equal("NOT_FOUND", (await Refusal.Of(Receipt(name))).Reason);
        var receipt = (await SubmitIntent(candidacy.Name)).Receipt;
        // Whoever waits for the next reference does not wait for this receipt to be drawn.
        Assert.Equal(true, await Sql("applications", """
            SELECT receipts.xmin <> applications.xmin
            FROM receipts JOIN applications ON applications.id = receipts.application_id WHERE applications.id = $1
            """, Id(candidacy.Name)));

        var first = await Stack.Json.GetAsync($"/v1/{name}");
        var bytes = await first.Content.ReadAsByteArrayAsync();
        Stack.Clock.Travel(Deck.DuringEngagement);

        Assert.Equal("application/pdf", first.Content.Headers.ContentType!.MediaType);
        Assert.Equal(bytes, await Stack.Json.GetByteArrayAsync($"/v1/{name}?version=1"));
        var kept = await Receipt(name);
        Assert.Equal(bytes, kept.Pdf);
        Assert.Equal((receipt.Reference, receipt.Sha256), (kept.Reference, kept.Sha256));
        Assert.Equal(kept, await Receipt(name, Wire.Json));
        var text = Paper.Read(bytes);
        Assert.All(
            [LHay, Author, receipt.Reference, Round.Notices.Silence, Round.Notices.Appeal, Round.Notices.Receipt],
            part => Assert.Contains(part, text));
        Assert.Equal("NOT_FOUND", (await Refusal.Of(Receipt($"{candidacy.Name}/receipts/engagement"))).Reason);
        Assert.Equal("NOT_FOUND", (await Refusal.Of(Stack.Send<V1.Receipt>(
            new V1.GetReceiptRequest { Name = name, Version = 2 }))).Reason);
    }

    private Task<V1.Receipt> Receipt(string name, Wire wire = Wire.Grpc) =>
        Stack.Send<V1.Receipt>(new V1.GetReceiptRequest { Name = name }, wire);
}
