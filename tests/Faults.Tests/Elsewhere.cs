namespace ProjetK.FaultTests;

public sealed class Under_another_host
{
    [Fact(Skip = "Faults are done to processes of the local host: -p:Orchestrator=Local.")]
    public void nothing_is_broken()
    {
    }
}
