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

    private static void Agrees<TDomain, TWire>() where TDomain : struct, Enum where TWire : struct, Enum => Assert.Equal(
        Enum.GetValues<TWire>().Where(value => Convert.ToInt32(value) != 0).Select(value => (value.ToString(), Convert.ToInt32(value))),
        Enum.GetValues<TDomain>().Select(value => (value.ToString(), Convert.ToInt32(value))));
}
