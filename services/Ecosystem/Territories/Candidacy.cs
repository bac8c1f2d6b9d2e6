namespace ProjetK.Ecosystem;

/// <summary>What is known of one application for a territory. It only keeps the latest of each kind of fact, so it does
/// not matter in which order the facts are heard.</summary>
internal sealed record Candidacy(Guid Application, DateTimeOffset? AcceptTime, long AcceptVersion, long EndVersion)
{
    public static Candidacy Unheard(Guid application) => new(application, null, 0, 0);

    /// <summary>The letter may have been accepted again after an end: the later fact holds.</summary>
    public bool Ended => EndVersion > AcceptVersion;

    public Candidacy Accept(DateTimeOffset time, long version) =>
        version > AcceptVersion ? this with { AcceptTime = time, AcceptVersion = version } : this;

    public Candidacy End(long version) => version > EndVersion ? this with { EndVersion = version } : this;
}
