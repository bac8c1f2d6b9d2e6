using System.Runtime.InteropServices;

namespace ProjetK.AppHost.LocalHosting;

/// <summary>The dotnet command of the runtime that runs this very program.</summary>
internal static class Dotnet
{
    public static string Path { get; } = System.IO.Path.GetFullPath(
        System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));
}
