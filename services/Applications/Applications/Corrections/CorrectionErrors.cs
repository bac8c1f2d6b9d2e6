namespace ProjetK.Applications;

internal static partial class Errors
{
    public static DomainException CorrectionPending(Correction correction) =>
        Refusal("CORRECTION_PENDING", "A correction is asked of the applicant: it is answered or cancelled first.",
            ("fields", string.Join(", ", correction.Fields)), ("due_time", Instant(correction.DueTime)));

    public static DomainException NoCorrectionPending(ApplicationState state) =>
        Refusal("WRONG_STATE", "No correction is asked of the applicant.",
            ("state", Text(state)), ("allowed", Text(state)));

    public static DomainException NotCorrectable(string field) => CommonErrors.InvalidField(
        "fields", $"{field} is no field of the submitted letter that a correction can name, such as project.summary.");

    public static DomainException FieldsLocked(
        ApplicationState state, IEnumerable<string> locked, IEnumerable<string> open) =>
        Refusal("WRONG_STATE", $"The correction does not name these fields: {string.Join(", ", locked)}.",
            ("state", Text(state)), ("allowed", Text(ApplicationState.Draft)), ("fields", string.Join(", ", open)));
}
