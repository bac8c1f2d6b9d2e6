namespace ProjetK.AppHost.Hosting;

/// <summary>What keeps a stack from starting, for whoever started it.</summary>
internal sealed class StackException(string problem, string remedy) : Exception($"{problem}\nWhat to do: {remedy}.")
{
    /// <summary>Lets the program end with the message alone when nobody catches one.</summary>
    public static void EndsTheProgram() => AppDomain.CurrentDomain.UnhandledException += (_, unhandled) =>
    {
        if (unhandled.ExceptionObject is not StackException problem)
            return;
        Console.Error.WriteLine(problem.Message);
        Environment.Exit(1);
    };
}
