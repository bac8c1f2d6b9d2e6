using Google.Protobuf.WellKnownTypes;

namespace ProjetK.Ecosystem;

/// <summary>What somebody who accompanies a territory noted.</summary>
internal sealed record JournalEntry(
    Guid Id, Guid Territory, JournalVisibility Visibility, string Text, DateOnly Date, Guid? Author,
    DateTimeOffset CreateTime)
{
    public string Name => $"{Ecosystem.Territory.NameOf(Territory)}/journal/{Id}";

    public V1.JournalEntry ToProto() => new()
    {
        Name = Name,
        Visibility = (V1.JournalEntry.Types.Visibility)Visibility,
        Text = Text,
        Date = ActionWire.ToProto(Date),
        Author = Author is { } author ? $"people/{author}" : "",
        CreateTime = CreateTime.ToTimestamp(),
    };
}

/// <summary>Who reads an entry; numbered as on the wire.</summary>
internal enum JournalVisibility
{
    Private = 1,
    Shared = 2,
}
