namespace ProjetK.Benchmarks.Limits;

/// <summary>One transaction as pgbench plays it.</summary>
internal static class Script
{
    /// <summary>Each statement waits for the answer to the one before it.</summary>
    public static string Sequential(string variables, params IEnumerable<string> statements) =>
        Join(variables, ["BEGIN", .. statements, "COMMIT"]);

    /// <summary>All statements are sent at once: the least that the network and the waiting can cost.</summary>
    public static string Pipelined(string variables, params IEnumerable<string> statements) =>
        $"{variables}\n\\startpipeline\n{Join("", ["BEGIN", .. statements, "COMMIT"])}\\endpipeline\n";

    private static string Join(string variables, IEnumerable<string> statements) =>
        $"{variables}\n{string.Concat(statements.Select(statement => $"{statement};\n"))}";
}
