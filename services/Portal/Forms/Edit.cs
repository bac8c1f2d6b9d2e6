using Google.Protobuf;

namespace ProjetK.Portal.Forms;

/// <summary>Something that is changed field by field, perhaps by several people at once: only what was changed is saved,
/// what is wrong does not hold up the rest, and what somebody else wrote meanwhile is shown and not lost.</summary>
/// <param name="page">The page on which it is changed.</param>
/// <param name="saved">It, as it is saved.</param>
/// <param name="read">Reads it again.</param>
/// <param name="update">Saves the masked fields over the version of that etag, once for each request id.</param>
/// <param name="what">How the page calls it, such as <c>ce dossier</c>.</param>
public sealed class Edit<TMessage>(
    FormPage page, TMessage saved, Func<Task<TMessage>> read,
    Func<TMessage, IReadOnlyList<string>, string, string, Task<TMessage>> update, string what)
    where TMessage : class, IMessage<TMessage>, new()
{
    /// <summary>It, as it is saved now.</summary>
    public TMessage Saved { get; private set; } = saved;

    /// <summary>What the form holds.</summary>
    public FormState State { get; private set; } = new(saved, page.Typed);

    /// <summary>That something was saved although other fields were refused.</summary>
    public string Notice { get; private set; } = "";

    /// <summary>Saves what was changed; false where something is refused, or for the person to decide.</summary>
    public async Task<bool> Save()
    {
        var changed = State.Sent.Where(State.IsChanged).ToList();
        var done = changed.Count == 0 || await Save(changed, page.Typed!["etag"].ToString());
        State.Refusal = page.Refusal;
        return done;
    }

    private async Task<bool> Save(IReadOnlyList<string> fields, string etag)
    {
        // The form may be younger than its texts, which were kept or refused meanwhile: what they were made over counts.
        if (fields.Any(path => IsTheirs(Saved, path)))
            return await Merge(fields);
        var (changes, mask, wrong) = State.Changes<TMessage>(fields);
        if (wrong.Count > 0)
        {
            await SaveRest(fields, [.. wrong.Select(field => field.Path)], etag);
            page.Refuse(Refusal.About(wrong));
            return false;
        }
        if (await page.Try(async () => Saved = await update(changes, mask, etag, page.RequestId)))
            return true;
        if (page.Refusal!.Reason is "ETAG_MISMATCH")
            return await Merge(fields);
        if (page.Refusal is { IsAboutFields: true } refusal
            && refusal.Fields.Select(field => field.Path).ToList() is var refused && refused.Any(fields.Contains))
        {
            await SaveRest(fields, refused, etag);
            page.Refuse(refusal);
        }
        return false;
    }

    /// <summary>Saves what is right beside what is wrong: nobody shall lose a page for one field. What belongs together is
    /// refused together.</summary>
    private async Task SaveRest(IReadOnlyList<string> fields, IReadOnlyList<string> refused, string etag)
    {
        var rest = fields.Where(field => !refused.Any(wrong => wrong == field
            || Paths.Whole(Saved.Descriptor, wrong) is { } whole && field.StartsWith($"{whole}.", StringComparison.Ordinal)))
            .ToList();
        if (rest.Count > 0 && await SaveAnew(rest, etag))
            Notice = "Vos autres réponses sont enregistrées.";
    }

    /// <summary>Somebody else saved meanwhile. What they left alone is saved over it; where both wrote, both texts are
    /// shown, and the person decides.</summary>
    private async Task<bool> Merge(IReadOnlyList<string> fields)
    {
        var now = Saved = await read();
        var both = fields.Where(path => IsTheirs(now, path)).ToList();
        var mine = fields.Except(both).Where(path => !State.Agrees(now, path)).ToList();
        State = new(now, page.Typed);
        var wrong = State.Changes<TMessage>(mine).Wrong;
        if (mine.Count > wrong.Count && !await SaveAnew(mine, Etag(now)))
            return false;
        if (both.Count == 0 && wrong.Count == 0)
            return true;
        foreach (var path in both)
            State.Theirs[path] = Paths.Get(now, path);
        page.Refuse(both.Count == 0 ? Refusal.About(wrong) : new("ETAG_MISMATCH",
            $"Quelqu’un d’autre a modifié {what} pendant que vous écriviez. Rien n’est perdu : choisissez le texte à garder.",
            [.. both.Select(path => new Refusal.Field(path, $"{FieldNames.Of(path)} : deux textes, un à garder.")), .. wrong],
            new Dictionary<string, string>()));
        return false;
    }

    /// <summary>Whether somebody else wrote another text into that field since the person began.</summary>
    private bool IsTheirs(TMessage now, string path) =>
        FormState.IsChangedIn(now, path, page.Typed![FormState.MarkName(path)].ToString()) && !State.Agrees(now, path);

    private async Task<bool> SaveAnew(IReadOnlyList<string> fields, string etag)
    {
        var (changes, mask, wrong) = State.Changes<TMessage>(fields);
        if (!await page.Try(async () => Saved = await update(changes, mask, etag, $"{Guid.NewGuid()}")))
            return false;
        State = new(Saved, page.Typed) { Settled = [.. fields.Except(wrong.Select(field => field.Path))] };
        return true;
    }

    private static string Etag(TMessage message) => Paths.Get(message, "etag") is [var etag] ? etag : "";
}
