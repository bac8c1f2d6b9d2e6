using Google.Protobuf.WellKnownTypes;

namespace ProjetK.Applications;

/// <summary>The syndicate on the wire.</summary>
internal static class SyndicateWire
{
    public static V1.Syndicate ToProto(this Syndicate syndicate) => new()
    {
        Name = Syndicate.Name,
        DisplayName = syndicate.DisplayName,
        Siret = syndicate.Siret,
        PostalAddress = syndicate.PostalAddress,
        Email = syndicate.Email,
        Phone = syndicate.Phone,
        Communes =
        {
            syndicate.Communes.Select(member => new V1.Syndicate.Types.Member
            {
                Commune = $"communes/{member.Key}",
                Status = member.Value.ToProto(),
            }),
        },
        UpdateTime = syndicate.UpdateTime.ToTimestamp(),
        Etag = Etag.From(syndicate.Version),
    };

    /// <summary>The next version of the syndicate, as that message says; refuses everything that is wrong.</summary>
    public static Syndicate FromProto(this V1.Syndicate wire, Syndicate before, DateTimeOffset now)
    {
        var violations = new Violations();
        var syndicate = before with
        {
            DisplayName = wire.DisplayName.Trim(),
            Siret = wire.Siret,
            PostalAddress = wire.PostalAddress.Trim(),
            Email = wire.Email.Trim(),
            Phone = wire.Phone.Trim(),
            Communes = ReadMembers(wire, violations),
            UpdateTime = now,
            Version = before.Version + 1,
        };
        syndicate.Check(violations);
        violations.ThrowIfAny();
        return syndicate;
    }

    private static SortedDictionary<string, PerimeterStatus> ReadMembers(V1.Syndicate wire, Violations violations)
    {
        var names = wire.Communes.Select(member => member.Commune);
        var members = new SortedDictionary<string, PerimeterStatus>(StringComparer.Ordinal);
        if (!CommuneNames.Read(names, "syndicate.communes", violations, out var codes))
            return members;
        // The contract requires a status of every member.
        foreach (var (code, member) in codes.Zip(wire.Communes))
            members.Add(code, member.Status.FromProto()!.Value);
        return members;
    }
}
