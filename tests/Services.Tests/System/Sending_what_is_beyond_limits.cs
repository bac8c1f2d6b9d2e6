using Google.Protobuf;
using Grpc.Core;
using ProjetK.Applications.V1;
using ProjetK.Ecosystem.V1;
using ProjetK.Funding.V1;
using ProjetK.Identity.V1;

namespace ProjetK.SystemTests;

/// <summary>One request to each service by each wire; that it holds for every field, Foundation's own tests say.</summary>
public sealed class Sending_what_is_beyond_limits(ServicesStack stack)
{
    public static TheoryData<string, Wire> Requests =>
    [
        .. from request in Wrong.Keys from wire in Enum.GetValues<Wire>() select (request, wire),
    ];

    private static readonly Dictionary<string, (IMessage Request, string Field)> Wrong = new()
    {
        ["applications: U+FFFE"] = (new ListCommunesRequest { Query = "a\ufffeb" }, "query"),
        ["applications: ten thousand communes"] = (
            new CheckEligibilityRequest
            {
                Call = "calls/2026",
                Applicant = new()
                {
                    Kind = Applicant.Types.Kind.Grouping,
                    LeadCommune = "communes/33525",
                    Communes = { Enumerable.Repeat("communes/33525", 10_000) },
                },
            },
            "applicant.communes"),
        ["funding: a day in 9999"] = (
            new AmendEnvelopeRequest
            {
                Name = "envelopes/2026",
                Amount = new() { CurrencyCode = "EUR", Units = 1 },
                Reason = "Vote",
                Deliberation = "1",
                DeliberationDate = new() { Year = 9999, Month = 12, Day = 31 },
            },
            "deliberation_date"),
        ["ecosystem: a page token with a NUL"] = (new ListIdeasRequest { PageToken = "a\0" }, "page_token"),
        ["identity: nothing to be seen"] = (
            new RequestAccessRequest
            {
                AccessRequest = new()
                {
                    Email = "mairie@tauriac.example",
                    DisplayName = "\u200b\u2060",
                    Function = "Maire",
                    Commune = "communes/33525",
                },
            },
            "access_request.display_name"),
    };

    [Theory, MemberData(nameof(Requests))]
    public async Task names_the_field(string what, Wire wire)
    {
        var (request, field) = Wrong[what];
        var refusal = await Refusal.Of(stack.Send<IMessage>(request, wire));
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_FIELD"), refusal.Kind);
        Assert.Equal([field], refusal.Fields);
    }
}
