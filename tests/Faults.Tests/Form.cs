namespace ProjetK.FaultTests;

/// <summary>How long a fault lasts: short or long, as PROJETK_FAULTS says (docs/faults.md).</summary>
internal static class Form
{
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("PROJETK_FAULTS") == "full";

    public static TimeSpan Seconds(int inShort, int inFull) => TimeSpan.FromSeconds(IsFull ? inFull : inShort);

    /// <summary>Writes down what was done to the system, for whoever reads the results.</summary>
    public static void Report(string text)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(text);
        TestContext.Current.SendDiagnosticMessage(text);
    }

    public static int Count(int inShort, int inFull) => IsFull ? inFull : inShort;
}
