namespace ProjetK.Applications;

/// <summary>The ways in which reviews are refused.</summary>
internal static class ReviewErrors
{
    public static DomainException WrongState(ReviewState state, IReadOnlyList<ReviewState> allowed) => new(
        StatusCode.FailedPrecondition, "WRONG_STATE",
        $"The review is {EnumText.Of(state)}; this is possible in {Names(allowed)}.",
        new Dictionary<string, string> { ["state"] = EnumText.Of(state), ["allowed"] = Names(allowed) });

    public static DomainException ScoresMissing(IEnumerable<Criterion> criteria) => CommonErrors.InvalidFields(
        [.. criteria.Select(criterion => ($"scores.{criterion.Id}", "must have a score, 0 to 5."))]);

    public static DomainException ConflictOfInterest() => new(
        StatusCode.PermissionDenied, "CONFLICT_OF_INTEREST",
        "This person must not judge this application: they declared a conflict, or a commune of theirs takes part.");

    public static DomainException NotTheirs() => CommonErrors.PermissionDenied("Only its reviewer may do this.");

    public static DomainException AlreadyAssigned() => new(
        StatusCode.AlreadyExists, "ALREADY_EXISTS", "This person reviews the application already.");

    public static DomainException EnvelopeMissing(Call call) => new(
        StatusCode.FailedPrecondition, "ENVELOPE_MISSING", $"{call.Name} draws on no envelope yet.",
        new Dictionary<string, string> { ["call"] = call.Name });

    private static string Names(IEnumerable<ReviewState> states) =>
        string.Join(", ", states.Select(state => EnumText.Of(state)));
}
