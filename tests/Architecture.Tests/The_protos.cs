using System.Text.RegularExpressions;

namespace ProjetK.Architecture.Tests;

public sealed partial class The_protos
{
    public static TheoryData<string> Files => [.. Repository.Files("protos", "*.proto")];

    [Theory, MemberData(nameof(Files))]
    public void comment_on_every_element(string path)
    {
        var lines = Repository.Read(path).Split('\n');
        var bare = Enumerable.Range(1, lines.Length - 1)
            .Where(line => Element().IsMatch(lines[line]) && !lines[line - 1].TrimStart().StartsWith("//"))
            .Select(line => $"{path}:{line + 1}: {lines[line].Trim()}");
        Assert.Empty(bare);
    }

    // A service, an RPC, a message, an enum, an extension; a field; a value of an enum.
    [GeneratedRegex(
        @"^\s*((service|rpc|message|enum|oneof)\s+\w+"
        + @"|((optional|repeated)\s+)?[\w.]+\s+[a-z]\w*\s*=\s*\d"
        + @"|[A-Z][A-Z0-9_]*\s*=\s*\d)")]
    private static partial Regex Element();
}
