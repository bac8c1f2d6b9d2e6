using Google.Protobuf;
using Google.Protobuf.Reflection;
using static ProjetK.Errors.V1.Refusals.Types;

namespace ProjetK.Foundation;

/// <summary>Holds requests against the limits that the contract sets to every field
/// (<c>projetk/fields/v1/fields.proto</c>).</summary>
public static class RequestChecks
{
    /// <summary>Refuses a request with every field that is beyond its limits.</summary>
    public static void Check(IMessage request) => Refuse(request, new Walk());

    /// <summary>Refuses a resource as an update would leave it; its fields are named as in the request, under
    /// <paramref name="field"/>.</summary>
    public static void Check(IMessage resource, string field)
    {
        var walk = new Walk();
        walk.Enter(field);
        Refuse(resource, walk);
    }

    /// <summary>True for a text that the field of a message may hold; for what comes by another way, such as a
    /// form.</summary>
    public static bool Allow(MessageDescriptor message, string field, string text)
    {
        var rules = FieldRules.Of(message.FindFieldByName(field));
        return TextRules.FindUnstorable(text, rules.Lines) is null && TextRules.FindFlaw(text, rules) is null;
    }

    /// <summary>True for a text that PostgreSQL can keep.</summary>
    public static bool IsStorable(string text) => TextRules.FindUnstorable(text, lines: true) is null;

    private static void Refuse(IMessage message, Walk walk)
    {
        MessagePlan.Of(message.Descriptor).Check(message, walk);
        if (walk.Violations.Count == 0)
            return;
        if (walk.Absent is not Reason.InvalidField and var absent)
        {
            var reason = Reasons.All.First(reason => reason.Number == (int)absent);
            throw new DomainException(
                (StatusCode)(int)Reasons.CodeOf(reason), reason.Name,
                string.Join(" ", walk.Violations.Select(one => $"{one.Field}: {one.Description}")),
                violations: walk.Violations);
        }
        throw CommonErrors.InvalidFields(walk.Violations);
    }
}
