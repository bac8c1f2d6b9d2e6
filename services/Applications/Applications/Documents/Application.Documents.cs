namespace ProjetK.Applications;

internal sealed partial record Application
{
    /// <summary>True for what came before a letter was submitted, and once nothing more is written: those who read the
    /// letter read that, too.</summary>
    public bool HoldsFast(DateTimeOffset created) =>
        State is not (ApplicationState.Draft or ApplicationState.Preparation) || created <= Intent.SubmitTime;
}
