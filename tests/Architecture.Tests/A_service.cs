using System.Text.RegularExpressions;

namespace ProjetK.Architecture.Tests;

public sealed partial class A_service
{
    /// <summary>Loads a whole set of reference data through a temporary table, which no other code sees.</summary>
    private const string Load = "ReferenceDataLoad.cs";

    public static TheoryData<string> Projects => [.. Repository.Services];

    [Theory, MemberData(nameof(Projects))]
    public void refers_to_no_other_service(string path) => Assert.All(
        Reference().Matches(Repository.Read(path)).Select(match => match.Groups[1].Value.Replace('\\', '/')),
        reference => Assert.True(
            new[] { "/Foundation/", "/ServiceDefaults/", "/protos/" }.Any(reference.Contains),
            $"{path} refers to {reference}"));

    [Theory, MemberData(nameof(Projects))]
    public void writes_SQL_in_its_tables_alone(string path)
    {
        var elsewhere = Repository.Files(Path.GetDirectoryName(path)!, "*.cs")
            .Where(file => !Table().IsMatch(file) && Path.GetFileName(file) != Load)
            .Where(file => Sql().IsMatch(Repository.Read(file)));
        Assert.Empty(elsewhere);
    }

    [Theory, MemberData(nameof(Projects))]
    public void has_a_file_for_every_RPC(string path)
    {
        var service = Path.GetFileNameWithoutExtension(path).ToLowerInvariant();
        var files = Repository.Files(Path.GetDirectoryName(path)!, "*.cs")
            .Select(file => Path.GetFileNameWithoutExtension(file));
        Assert.Superset(
            Contract.Rpcs.Where(rpc => rpc.File.Package == $"projetk.{service}.v1").Select(rpc => rpc.Name).ToHashSet(),
            files.ToHashSet());
    }

    [GeneratedRegex("""ProjectReference Include="([^"]+)""")]
    private static partial Regex Reference();

    [GeneratedRegex(@"Table(\.[A-Za-z]+)?\.cs$")]
    private static partial Regex Table();

    [GeneratedRegex(@"\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\b")]
    private static partial Regex Sql();
}
