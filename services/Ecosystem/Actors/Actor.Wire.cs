using Google.Protobuf.WellKnownTypes;

namespace ProjetK.Ecosystem;

/// <summary>Takes actors from the wire and puts them on it.</summary>
internal static class ActorWire
{
    private const int LongestName = 200, LongestEmail = 254, LongestPhone = 40;

    /// <summary>A new actor of what a caller wrote; refuses with everything that is wrong with it.</summary>
    public static Actor Read(V1.Actor? actor, Guid id, DateTimeOffset now)
    {
        var violations = new Violations();
        violations.Require(actor is not null, "actor", "is required.");
        actor ??= new();
        var name = violations.Text(actor.DisplayName, "actor.display_name", LongestName);
        violations.Require(
            Actor.Normalise(name).Length > 0, "actor.display_name", "is required: at least one letter or digit.");
        violations.Require(
            System.Enum.IsDefined(actor.Kind) && actor.Kind != default, "actor.kind",
            "must be one of PUBLIC, PRIVATE, ASSOCIATION, SCHOOL, CITIZENS.");
        var commune = violations.Commune(actor.Commune, "actor.commune");
        var consent = actor.Consent ?? new();
        var contact = violations.Contact(actor.Contact);
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

    private static Contact? Contact(this Violations violations, V1.Actor.Types.Contact? contact)
    {
        if (contact is null or { DisplayName: "", Email: "", Phone: "" })
            return null;
        var name = violations.Text(contact.DisplayName, "actor.contact.display_name", LongestName);
        var email = violations.Text(contact.Email, "actor.contact.email", LongestEmail);
        violations.Require(email is "" || IsEmail(email), "actor.contact.email", "must look like name@example.fr.");
        var phone = violations.Text(contact.Phone, "actor.contact.phone", LongestPhone);
        return new(name, email, phone);
    }

    private static bool IsEmail(string email)
    {
        var at = email.IndexOf('@');
        return at > 0 && at == email.LastIndexOf('@') && at < email.Length - 1 && !email.Any(char.IsWhiteSpace);
    }
}
