using ProjetK.Ecosystem.V1;
using ProjetK.Portal.Drawing;

namespace ProjetK.Portal.Layout;

/// <summary>Territories as marks of a map.</summary>
internal static class TerritoryList
{
    public static TerritoryMap.Mark MarkOf(Territory territory, int number) => new(
        number, [.. territory.Communes.Select(Answers.Id)],
        territory.Stage is Territory.Types.Stage.Cooperating or Territory.Types.Stage.Open);
}
