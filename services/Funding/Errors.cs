using System.Globalization;

namespace ProjetK.Funding;

/// <summary>Every way in which this service says no, beyond <see cref="CommonErrors"/>.</summary>
internal static class Errors
{
    public static DomainException AlreadyExists(string resource, string why) => new(
        StatusCode.AlreadyExists, "ALREADY_EXISTS", why, new Dictionary<string, string> { ["resource"] = resource });

    public static DomainException EnvelopeTaken(string envelope) =>
        AlreadyExists($"envelopes/{envelope}", $"envelopes/{envelope} already exists: choose another envelope_id.");

    public static DomainException CallTaken(string call) =>
        AlreadyExists($"calls/{call}", $"calls/{call} already draws on an envelope: a call draws on one only.");

    public static DomainException EnvelopeBelowCommitments(Envelope envelope, long cents) => new(
        StatusCode.FailedPrecondition, "ENVELOPE_BELOW_COMMITMENTS",
        $"{Euros(envelope.TakenCents)} of envelopes/{envelope.Id} are reserved, committed or paid: "
        + $"the amount cannot be {Euros(cents)}.",
        new Dictionary<string, string>
        {
            ["envelope"] = $"envelopes/{envelope.Id}",
            ["lowest_cents"] = envelope.TakenCents.ToString(CultureInfo.InvariantCulture),
        });

    public static DomainException EnvelopeExceeded(string envelope, long missingCents) => new(
        StatusCode.FailedPrecondition, "ENVELOPE_EXCEEDED",
        $"{Euros(missingCents)} are missing in envelopes/{envelope}.",
        new Dictionary<string, string>
        {
            ["envelope"] = $"envelopes/{envelope}",
            ["missing_cents"] = missingCents.ToString(CultureInfo.InvariantCulture),
        });

    public static DomainException EnvelopeMissing(string call) => new(
        StatusCode.FailedPrecondition, "ENVELOPE_MISSING", $"calls/{call} draws on no envelope yet: create one.",
        new Dictionary<string, string> { ["call"] = $"calls/{call}" });

    public static DomainException WrongState(Grant grant, params GrantState[] allowed) => new(
        StatusCode.FailedPrecondition, "WRONG_STATE",
        $"grants/{grant.Id} is {EnumText.Of(grant.State)}: this needs "
            + $"{string.Join(" or ", allowed.Select(state => EnumText.Of(state)))}.",
        new Dictionary<string, string>
        {
            ["state"] = EnumText.Of(grant.State),
            ["allowed"] = string.Join(",", allowed.Select(state => EnumText.Of(state))),
        });

    private static string Euros(long cents) =>
        string.Create(CultureInfo.InvariantCulture, $"{cents / 100:N0}.{Math.Abs(cents % 100):00} €");
}
