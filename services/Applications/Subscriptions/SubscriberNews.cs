namespace ProjetK.Applications;

/// <summary>Something of a call that subscribers are told; <paramref name="After"/> is the last one who was.</summary>
internal sealed record SubscriberNews(Guid Id, string CallId, SubscriberNewsKind Kind, Guid? After)
{
    /// <summary>What a change of a call tells; null for nothing.</summary>
    public static SubscriberNewsKind? Of(Call? before, Call after) => (before, after) switch
    {
        ({ PublishTime: null } or null, { PublishTime: not null, CloseTime: null }) => SubscriberNewsKind.Published,
        ({ } known, _) when after.Extensions.Count > known.Extensions.Count => SubscriberNewsKind.Extended,
        _ => null,
    };
}

/// <summary>What subscribers are told of.</summary>
internal enum SubscriberNewsKind { Published = 1, Extended, IntentsOpen }
