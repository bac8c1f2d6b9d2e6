using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace ProjetK.Foundation;

/// <summary>What is to be checked in messages of one type; found out once from its descriptor.</summary>
internal sealed class MessagePlan
{
    private static readonly ConcurrentDictionary<MessageDescriptor, MessagePlan> Plans = new();
    private readonly FieldPlan[] fields;

    private MessagePlan(MessageDescriptor message)
    {
        fields = [.. message.Fields.InDeclarationOrder().Select(FieldPlan.Of).OfType<FieldPlan>()];
        IsUpdate = message.Fields.InDeclarationOrder().Any(field =>
            field.FieldType == FieldType.Message && field.MessageType == FieldMask.Descriptor);
    }

    /// <summary>True for a request that names the fields to change in a mask: its resource is given in
    /// parts.</summary>
    private bool IsUpdate { get; }

    public static MessagePlan Of(MessageDescriptor message) => Plans.GetOrAdd(message, one => new(one));

    public void Check(IMessage message, Walk walk)
    {
        foreach (var field in fields)
            field.Check(message, walk, IsUpdate);
    }
}
