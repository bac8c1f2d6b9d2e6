using System.Globalization;
using System.Text;
using static ProjetK.Errors.V1.Refusals.Types;

namespace ProjetK.Foundation;

/// <summary>One walk through a request: where it is, and what it found. A path is written down only for a
/// violation.</summary>
internal sealed class Walk
{
    private readonly List<(string Name, object? Key)> path = [];
    private readonly List<(string Field, string Description)> violations = [];

    /// <summary>Inside a resource that an update changes in parts: what is absent stays as it is.</summary>
    public bool IsPartial { get; set; }

    /// <summary>Inside what only the service writes: a client that sends back what it read is not to be held to
    /// limits.</summary>
    public bool IsOutput { get; set; }

    /// <summary>True where required fields must be there.</summary>
    public bool Requires => !IsPartial && !IsOutput;

    public IReadOnlyList<(string Field, string Description)> Violations => violations;

    /// <summary>The reason to refuse with: of the one thing that is absent, if nothing else is wrong.</summary>
    public Reason Absent { get; private set; } = Reason.InvalidField;

    public void Enter(string name) => path.Add((name, null));

    public void Leave() => path.RemoveAt(path.Count - 1);

    /// <summary>Says which item of a list (by its index) or map (by its key) is looked at.</summary>
    public void Move(object? key) => path[^1] = (path[^1].Name, key);

    public void Violate(string description)
    {
        Absent = Reason.InvalidField;
        violations.Add((Path(), description));
    }

    public void Miss(FieldRules rules, string description)
    {
        var first = violations.Count == 0;
        Violate(description);
        if (first)
            Absent = rules.Absent;
    }

    private string Path()
    {
        var text = new StringBuilder();
        foreach (var (name, key) in path)
        {
            if (text.Length > 0)
                text.Append('.');
            text.Append(name);
            if (key is not null)
                text.Append('[').Append(Convert.ToString(key, CultureInfo.InvariantCulture)).Append(']');
        }
        return text.ToString();
    }
}
