namespace ProjetK.Identity;

/// <summary>Where a request for an account stands.</summary>
internal enum AccessRequestState { Unspecified, Pending, Accepted, Declined }

/// <summary>Somebody of a commune who asks for an account.</summary>
internal sealed record AccessRequest(
    Guid Id, string Email, string DisplayName, string Function, string Commune, string Message,
    AccessRequestState State, string Reason, string? Answerer, DateTimeOffset? AnswerTime, DateTimeOffset CreateTime,
    DateTimeOffset UpdateTime, long Version)
{
    public const string Pattern = "accessRequests/{access_request}";

    public string Name => NameOf(Id);

    public static string NameOf(Guid id) => $"accessRequests/{id}";

    /// <summary>Whoever asks is invited as an applicant for that commune.</summary>
    public Invitation.Draft ToInvitation() => new(Email, DisplayName, [Role.Applicant], [Commune]);

    public AccessRequest Accept(string answerer, DateTimeOffset now) =>
        Answer(AccessRequestState.Accepted, "", answerer, now);

    public AccessRequest Decline(string reason, string answerer, DateTimeOffset now) =>
        Answer(AccessRequestState.Declined, reason, answerer, now);

    private AccessRequest Answer(AccessRequestState state, string reason, string answerer, DateTimeOffset now) =>
        State != AccessRequestState.Pending
            ? throw Errors.WrongState(Name, State, AccessRequestState.Pending)
            : this with
            {
                State = state,
                Reason = reason,
                Answerer = answerer,
                AnswerTime = now,
                UpdateTime = now,
                Version = Version + 1,
            };
}
