using Google.Protobuf;

namespace ProjetK.Portal.Forms;

/// <summary>Something that binds, and has a page of its own: what it does and to whom, what is to be said, one button.
/// </summary>
/// <param name="Path">Its last part in addresses.</param>
/// <param name="Rpc">The RPC that does it.</param>
/// <param name="Title">What is done.</param>
/// <param name="Effect">What happens then, to whom, and what cannot be undone.</param>
/// <param name="Button">The button.</param>
public sealed record Act(string Path, string Rpc, string Title, string Effect, string Button)
{
    /// <summary>What is to be said.</summary>
    public IReadOnlyList<ActField> Fields { get; init; } = [];

    /// <summary>Whether it ends or takes something.</summary>
    public bool IsDestructive { get; init; }

    /// <summary>Makes the request.</summary>
    public required Func<IMessage> New { get; init; }

    /// <summary>Sends the request in the name of whoever is signed in.</summary>
    public required Func<IServiceProvider, IMessage, Task> Send { get; init; }

    /// <summary>An act that a client of the gateway does; its RPC has the name of the request.</summary>
    public static Act Of<TClient, TRequest>(
        string path, string title, string effect, string button, Func<TClient, TRequest, Task> send,
        params IReadOnlyList<ActField> fields)
        where TClient : ClientBase
        where TRequest : class, IMessage<TRequest>, new() =>
        new(path, typeof(TRequest).Name[..^"Request".Length], title, effect, button)
        {
            Fields = fields,
            New = () => new TRequest(),
            Send = (services, request) => send(services.GetRequiredService<TClient>(), (TRequest)request),
        };

    /// <summary>The request with everything that was typed; sentences for what cannot be sent at all.</summary>
    public IReadOnlyList<Refusal.Field> Fill(IMessage request, FormState typed)
    {
        var wrong = typed.Fill(request, [.. Fields.Select(field => field.Path)]);
        foreach (var field in Fields.Where(field => field.IsFromMidnight))
            if (request.Descriptor.FindFieldByName(field.Path).Accessor is var accessor
                && accessor.GetValue(request) is Timestamp end)
                accessor.SetValue(request, French.StartOfDay(end));
        return wrong;
    }
}

/// <summary>One thing to say for an act.</summary>
public sealed record ActField(string Path, string Label, string Hint = "", FieldKind Kind = FieldKind.Short)
{
    /// <summary>What can be chosen, where it is the same everywhere.</summary>
    public IReadOnlyList<(string Value, string Text)>? Options { get; init; }

    /// <summary>A day counts from its beginning; otherwise an instant is its last second.</summary>
    public bool IsFromMidnight { get; init; }
}
