using Google.Protobuf.WellKnownTypes;

namespace ProjetK.Ecosystem;

/// <summary>Takes actors from the wire and puts them on it.</summary>
internal static class ActorWire
{
    /// <summary>A new actor of what a caller wrote; refuses with everything that is wrong with it.</summary>
    public static Actor Read(V1.Actor actor, Guid id, DateTimeOffset now)
    {
        var violations = new Violations();
        var name = actor.DisplayName.Trim();
        violations.Require(
            Actor.Normalise(name).Length > 0, "actor.display_name", "is required: at least one letter or digit.");
        var commune = violations.Commune(actor.Commune, "actor.commune");
        var consent = actor.Consent ?? new();
        var contact = Read(actor.Contact);
        violations.Require(
            contact is null || consent.Contact, "actor.contact", "is kept only with actor.consent.contact.");
        violations.ThrowIfAny();

        var agreed = consent.Contact || consent.PublicName ? now : (DateTimeOffset?)null;
        return new(
            id, name, (ActorKind)actor.Kind, commune, contact, new(consent.PublicName, consent.Contact, agreed), now,
            now, 1);
    }

    public static V1.Actor ToProto(this Actor actor) => new()
    {
        Name = actor.Name,
        DisplayName = actor.DisplayName,
        Kind = (V1.Actor.Types.Kind)actor.Kind,
        Commune = $"communes/{actor.Commune}",
        Contact = actor.Contact is not { } contact ? null : new()
        {
            DisplayName = contact.DisplayName,
            Email = contact.Email,
            Phone = contact.Phone,
        },
        Consent = new()
        {
            PublicName = actor.Consent.PublicName,
            Contact = actor.Consent.Contact,
            Time = actor.Consent.Time?.ToTimestamp(),
        },
        CreateTime = actor.CreateTime.ToTimestamp(),
        UpdateTime = actor.UpdateTime.ToTimestamp(),
        Etag = Etag.From(actor.Version),
    };

    private static Contact? Read(V1.Actor.Types.Contact? contact) =>
        contact is null or { DisplayName: "", Email: "", Phone: "" }
            ? null
            : new(contact.DisplayName.Trim(), contact.Email.Trim(), contact.Phone.Trim());
}
