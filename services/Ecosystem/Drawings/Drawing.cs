using Kind = ProjetK.Ecosystem.V1.Graph.Types.Kind;
using Relation = ProjetK.Ecosystem.V1.Graph.Types.Relation;

namespace ProjetK.Ecosystem;

/// <summary>Who and what makes a territory, as circles and lines, and the same in words.</summary>
internal sealed class Drawing
{
    /// <summary>So many nodes are drawn: more nobody can read.</summary>
    public const int Most = 300;

    private readonly V1.Graph graph = new();
    private readonly Dictionary<Guid, V1.Graph.Types.Node> nodes = [];
    private int anonymous;

    private Drawing()
    {
    }

    public static Drawing Of(DrawnEcosystem ecosystem)
    {
        var territory = ecosystem.Territory;
        var drawing = new Drawing { graph = { Territory = territory.Name } };
        var root = drawing.Add(territory.Id, territory.Name, Kind.Territory, territory.DisplayName)!;
        foreach (var actor in ecosystem.Actors)
            drawing.Draw(actor, root);
        foreach (var site in ecosystem.Sites)
            drawing.Draw(site, territory.Id, root);
        foreach (var action in ecosystem.Actions)
            drawing.Draw(action, territory.Id, root);
        foreach (var (id, name) in ecosystem.Partners)
            if (drawing.Add(id, Territory.NameOf(id), Kind.Partner, name) is { } partner)
                drawing.Connect(partner, root, Relation.Cooperates, Texts.Cooperates);
        return drawing;
    }

    public V1.Graph ToProto() => graph;

    private void Draw(DrawnActor actor, V1.Graph.Types.Node root)
    {
        var name = actor.Name is null ? $"anonymous/{anonymous + 1}" : Actor.NameOf(actor.Id);
        if (Add(actor.Id, name, Kind.Actor, actor.Name ?? KindOf(actor.Kind).Wording) is not { } node)
            return;
        anonymous += actor.Name is null ? 1 : 0;
        Connect(node, root, Relation.Commits, Texts.Commits);
    }

    private void Draw(DrawnSite site, Guid territory, V1.Graph.Types.Node root)
    {
        var label = site.Name.Length > 0 ? site.Name
            : (site.Land == Land.Planted ? Texts.LandPlanted : Texts.LandBuilt).Wording;
        if (Add(site.Id, Site.NameOf(territory, site.Id), Kind.Site, label) is { } node)
            Connect(node, root, Relation.Belongs, site.Central ? Texts.CentralSiteBelongs : Texts.SiteBelongs);
    }

    private void Draw(DrawnAction action, Guid territory, V1.Graph.Types.Node root)
    {
        var name = $"{Territory.NameOf(territory)}/actions/{action.Id}";
        if (Add(action.Id, name, Kind.Action, action.Name) is not { } node)
            return;
        Connect(node, root, Relation.Belongs, Texts.ActionBelongs);
        // Who takes part without having said yes to the territory is not drawn.
        if (action.Lead is { } leader && nodes.TryGetValue(leader, out var lead))
            Connect(lead, node, Relation.Leads, Texts.Leads);
        foreach (var partner in action.Partners)
            if (nodes.TryGetValue(partner, out var other))
                Connect(other, node, Relation.TakesPart, Texts.TakesPart);
        if (action.Site is { } place && nodes.TryGetValue(place, out var site))
            Connect(node, site, Relation.HappensAt, Texts.HappensAt);
    }

    private V1.Graph.Types.Node? Add(Guid key, string id, Kind kind, string label)
    {
        if (graph.Nodes.Count >= Most)
        {
            graph.Truncated = true;
            return null;
        }
        if (!nodes.TryAdd(key, new() { Id = id, Kind = kind, Label = label }))
            return null;
        graph.Nodes.Add(nodes[key]);
        return nodes[key];
    }

    private void Connect(V1.Graph.Types.Node from, V1.Graph.Types.Node to, Relation relation, Text text)
    {
        graph.Edges.Add(new V1.Graph.Types.Edge { From = from.Id, To = to.Id, Relation = relation });
        graph.Text.Add(text.With(from.Label, to.Label));
    }

    private static Text KindOf(ActorKind kind) => kind switch
    {
        ActorKind.Public => Texts.KindPublic,
        ActorKind.Private => Texts.KindPrivate,
        ActorKind.Association => Texts.KindAssociation,
        ActorKind.School => Texts.KindSchool,
        ActorKind.Citizens => Texts.KindCitizens,
    };
}
