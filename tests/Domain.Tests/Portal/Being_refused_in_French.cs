using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using ProjetK.Portal.Forms;

namespace ProjetK.Portal.Tests;

/// <summary>What people read of what a service refuses.</summary>
public sealed class Being_refused_in_French
{
    [Fact]
    public void every_wrong_field_is_told_at_once()
    {
        var refusal = Refusal.From(Refused(StatusCode.InvalidArgument, "INVALID_FIELD", [], "application.project.title",
            "application.contacts.elected_referent.email", "application.project.themes[3]"));
        Assert.Equal(["project.title", "contacts.elected_referent.email", "project.themes"], refusal.Fields.Select(field => field.Path));
        Assert.All(refusal.Fields, field => Assert.EndsWith(".", field.Sentence));
        Assert.True(refusal.IsAboutFields);
    }

    [Fact]
    public void facts_stand_in_the_sentence()
    {
        var late = Refusal.From(Refused(StatusCode.FailedPrecondition, "DEADLINE_PASSED",
            new() { ["deadline"] = "2027-01-25T22:59:59Z" }));
        Assert.Contains("lundi 25 janvier 2027 à 23", late.Sentence);
        Assert.DoesNotContain("{", Refusals.Of("DEADLINE_PASSED"));
        Assert.DoesNotContain("{", Refusals.Of("PERIMETER_TOO_SMALL"));
        Assert.DoesNotContain("{", Refusals.Of("RATE_LIMITED"));
    }

    [Fact]
    public void what_may_have_been_done_is_asked_again_by_the_same_name() =>
        Assert.True(Refusal.From(new(new(StatusCode.Unavailable, ""))).IsOpen);

    [Fact]
    public void an_unknown_reason_is_a_sentence_too()
    {
        var refusal = Refusal.From(Refused(StatusCode.FailedPrecondition, "SOMETHING_NEW", []));
        Assert.Equal("SOMETHING_NEW", refusal.Reason);
        Assert.DoesNotContain("SOMETHING", refusal.Sentence);
        Assert.False(refusal.IsOpen);
    }

    private static RpcException Refused(
        StatusCode code, string reason, Dictionary<string, string> facts, params string[] fields)
    {
        var status = new Google.Rpc.Status
        {
            Code = (int)code,
            Details =
            {
                Any.Pack(new ErrorInfo { Reason = reason, Metadata = { facts } }),
                Any.Pack(new BadRequest
                {
                    FieldViolations = { fields.Select(field => new BadRequest.Types.FieldViolation { Field = field }) },
                }),
            },
        };
        return new(new(code, ""), new Metadata { { "grpc-status-details-bin", status.ToByteArray() } });
    }
}
