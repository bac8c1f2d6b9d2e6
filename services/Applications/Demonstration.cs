
namespace ProjetK.Applications;

/// <summary>What a newcomer finds on the first start in Development: the closed call of 2023 and a call that is open
/// now, with candidacies that went through the same steps as real ones.</summary>
internal static class Demonstration
{
    /// <summary>Writes it unless it is there.</summary>
    public static async Task Write(Transaction transaction)
    {
        await DemonstrationCalls.Write(transaction);
        await DemonstrationApplications.Write(transaction);
    }
}
