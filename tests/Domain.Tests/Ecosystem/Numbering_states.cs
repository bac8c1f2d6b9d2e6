namespace ProjetK.Ecosystem.Tests;

public sealed class Numbering_states
{
    [Fact]
    public void agrees_with_the_wire()
    {
        Agrees<Stage, V1.Territory.Types.Stage>();
        Agrees<Land, V1.Idea.Types.Land>();
        Agrees<ActorKind, V1.Actor.Types.Kind>();
        Agrees<Resource, V1.Commitment.Types.Resource>();
        Agrees<CommitmentState, V1.Commitment.Types.State>();
        Agrees<Group, V1.Involvement.Types.Group>();
    }

    private static void Agrees<TDomain, TWire>() where TDomain : struct, Enum where TWire : struct, Enum =>
        Assert.Equal(Numbers<TWire>().Where(value => value.Number != 0), Numbers<TDomain>());

    private static IEnumerable<(string Name, int Number)> Numbers<T>() where T : struct, Enum =>
        Enum.GetValues<T>().Select(value => (value.ToString(), Convert.ToInt32(value)));
}
