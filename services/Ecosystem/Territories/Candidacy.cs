namespace ProjetK.Ecosystem;

/// <summary>What is known of one application for a territory: its acceptance, and the latest of what came after. It only
/// keeps the latest of each kind of fact, so it does not matter in which order the facts are heard.</summary>
internal sealed record Candidacy(
    Guid Application, DateTimeOffset? AcceptTime, long AcceptVersion, Stage LaterStage, long LaterVersion)
{
    public static Candidacy Unheard(Guid application) => new(application, null, 0, Stage.Candidate, 0);

    /// <summary>Where its territory stands by it. The letter may have been accepted again after an end: the later fact
    /// holds.</summary>
    public Stage Stage => LaterVersion > AcceptVersion ? LaterStage : Stage.Candidate;

    public Candidacy Accept(DateTimeOffset time, long version) =>
        version > AcceptVersion ? this with { AcceptTime = time, AcceptVersion = version } : this;

    public Candidacy Reach(Stage stage, long version) =>
        version > LaterVersion ? this with { LaterStage = stage, LaterVersion = version } : this;
}
