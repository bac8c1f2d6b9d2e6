using ProjetK.Applications.V1;
using ProjetK.Portal.Forms;

namespace ProjetK.Portal.Pages.Dossiers;

/// <summary>A page on which a part of a dossier is written: saved at any degree of completeness, and never lost.</summary>
public abstract class SectionPage : DossierPage
{
    /// <summary>What the form holds.</summary>
    protected FormState State { get; private set; } = new(null, null);

    /// <summary>Fields that were saved although others were refused, or merged with what somebody else saved.</summary>
    protected string Notice { get; private set; } = "";

    /// <summary>The part that this page is about.</summary>
    public abstract Section Section { get; }

    /// <summary>Whether the script sent the form while somebody writes, and only wants to know what came of it.</summary>
    private bool IsAutomatic => Pressed() is "brouillon";

    /// <summary>What came of it, in words.</summary>
    protected string Kept => !IsSent || !IsAutomatic || Application is null ? ""
        : Refusal is { Reason: "ETAG_MISMATCH" } ? "Deux textes pour une réponse : choisissez, puis appuyez sur « Enregistrer »."
        : Refusal is { Fields.Count: > 0 } ? $"{Saved}, sauf {French.Count(Refusal.Fields.Count, "réponse signalée", "réponses signalées")} ci-dessus."
        : Refusal is not null ? $"Pas enregistré. {Refusal.Sentence}"
        : $"{Saved}, {(Application.Correction is null ? "pas encore déposé" : "pas encore envoyé")}.";

    private string Saved =>
        $"{(Application!.State is Application.Types.State.Draft ? "Brouillon enregistré" : "Enregistré")} à {French.Hour(Application.UpdateTime)}";

    /// <summary>Whether it can be written now.</summary>
    protected bool IsOpen => Application is not null && Section.IsOpen(Application);

    /// <inheritdoc/>
    protected override async Task Load()
    {
        State = Over(Application!);
        await LoadMore();
    }

    /// <summary>Reads what can be chosen.</summary>
    protected virtual Task LoadMore() => Task.CompletedTask;

    /// <summary>Saves what was changed, and goes on to the next part or back to the dossier.</summary>
    protected async Task Save()
    {
        if (Application is null)
            return;
        var changed = State.Sent.Where(State.IsChanged).ToList();
        var done = changed.Count == 0 || await Save(changed, Typed!["etag"].ToString());
        State.Refusal = Refusal;
        if (!IsAutomatic)
        {
            if (done)
                GoTo(Pressed() is "suivant" ? Next() : $"{Dossier}?enregistre=oui#contenu");
        }
        else if (done)
        {
            State = new(Application, null) { Corrected = Application.Correction?.Fields };
            Renew();
        }
    }

    private async Task<bool> Save(IReadOnlyList<string> fields, string etag)
    {
        // The form may be younger than its texts, which were kept or refused meanwhile: what they were made over counts.
        if (fields.Any(path => IsTheirs(Application!, path)))
            return await Merge(fields);
        var (changes, mask, wrong) = State.Changes<Application>(fields);
        if (wrong.Count > 0)
        {
            await SaveRest(fields, [.. wrong.Select(field => field.Path)], etag);
            Refuse(new("INVALID_FIELD", "", wrong, new Dictionary<string, string>()));
            return false;
        }
        (changes.Name, changes.Etag) = (Name, etag);
        if (await Try(async () => Application = await Service.UpdateApplicationAsync(
            new() { Application = changes, UpdateMask = new() { Paths = { mask } }, RequestId = RequestId })))
            return true;
        if (Refusal!.Reason is "ETAG_MISMATCH")
            return await Merge(fields);
        if (Refusal.IsAboutFields && Refusal is var refusal
            && refusal.Fields.Select(field => field.Path).ToList() is var refused && refused.Any(fields.Contains))
        {
            await SaveRest(fields, refused, etag);
            Refuse(refusal);
        }
        return false;
    }

    /// <summary>Saves what is right beside what is wrong: nobody shall lose a page for one field. What belongs together is
    /// refused together.</summary>
    private async Task SaveRest(IReadOnlyList<string> fields, IReadOnlyList<string> refused, string etag)
    {
        var rest = fields.Where(field => !refused.Any(wrong => wrong == field
            || Paths.Whole(Application.Descriptor, wrong) is { } whole && field.StartsWith($"{whole}.", StringComparison.Ordinal)))
            .ToList();
        if (rest.Count == 0)
            return;
        var (changes, mask, _) = State.Changes<Application>(rest);
        (changes.Name, changes.Etag) = (Name, etag);
        if (await Try(async () => Application = await Service.UpdateApplicationAsync(
            new() { Application = changes, UpdateMask = new() { Paths = { mask } }, RequestId = $"{Guid.NewGuid()}" })))
        {
            Notice = "Vos autres réponses sont enregistrées.";
            State = Over(Application!, rest);
        }
    }

    /// <summary>Somebody else saved meanwhile. What they left alone is saved over it; where both wrote, both texts are
    /// shown, and the person decides.</summary>
    private async Task<bool> Merge(IReadOnlyList<string> fields)
    {
        var now = await Service.GetApplicationAsync(new() { Name = Name });
        Application = now;
        var both = fields.Where(path => IsTheirs(now, path)).ToList();
        var mine = fields.Except(both).Where(path => !State.Agrees(now, path)).ToList();
        State = Over(now);
        if (mine.Count > 0 && !await SaveMine(mine, now.Etag))
            return false;
        State = Over(Application, mine);
        if (both.Count == 0)
            return true;
        foreach (var path in both)
            State.Theirs[path] = Paths.Get(now, path);
        Refuse(new("ETAG_MISMATCH", "Quelqu’un d’autre a modifié ce dossier pendant que vous écriviez. Rien n’est perdu : "
            + "choisissez le texte à garder.",
            [.. both.Select(path => new Refusal.Field(path, $"{FieldNames.Of(path)} : deux textes, un à garder."))],
            new Dictionary<string, string>()));
        return false;
    }

    private FormState Over(Application saved, IReadOnlyCollection<string>? settled = null) =>
        new(saved, Typed) { Corrected = saved.Correction?.Fields, Settled = settled ?? [] };

    /// <summary>Whether somebody else wrote another text into that field since the person began.</summary>
    private bool IsTheirs(Application now, string path) =>
        FormState.IsChangedIn(now, path, Typed![FormState.MarkName(path)].ToString()) && !State.Agrees(now, path);

    private Task<bool> SaveMine(IReadOnlyList<string> fields, string etag)
    {
        var (changes, mask, _) = State.Changes<Application>(fields);
        (changes.Name, changes.Etag) = (Name, etag);
        return Try(async () => Application = await Service.UpdateApplicationAsync(
            new() { Application = changes, UpdateMask = new() { Paths = { mask } }, RequestId = $"{Guid.NewGuid()}" }));
    }

    private string Next()
    {
        var sections = Section.Of(Application!).Where(section => section.IsOpen(Application!)).ToList();
        var next = sections.IndexOf(Section) + 1;
        return next > 0 && next < sections.Count ? $"{Dossier}/{sections[next].Path}#contenu" : $"{Dossier}?enregistre=oui#contenu";
    }
}
