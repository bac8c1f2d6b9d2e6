namespace ProjetK.Applications;

/// <summary>A decision that one manager asks for and another one must approve: which step it is, why, and who asked
/// (<c>people/{id}</c>).</summary>
internal sealed record PendingDecision(
    Transition Step, string Reason, string PublicReason, string Author, DateTimeOffset AskTime,
    DateTimeOffset? UntilTime = null, string DeclineReason = "");
