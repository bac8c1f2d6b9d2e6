namespace ProjetK.Applications;

internal sealed partial record Application
{
    /// <summary>The letter that a correction is about: the last one submitted.</summary>
    public LetterKind SubmittedLetter =>
        State == ApplicationState.IntentSubmitted ? LetterKind.Intent : LetterKind.Engagement;

    /// <summary>True while that letter can be changed: its hash is then that of what it says now.</summary>
    private bool IsCorrecting(LetterKind kind) => Correction is not null && kind == SubmittedLetter;

    /// <summary>The syndicate asks for a correction of these fields.</summary>
    public Application RequestCorrection(
        IReadOnlyList<string> fields, DateTimeOffset due, string reason, DateTimeOffset now)
    {
        Require(Transition.RequestCorrection, now);
        if (fields.FirstOrDefault(field => !CorrectableFields.IsKnown(field, SubmittedLetter)) is { } unknown)
            throw Errors.NotCorrectable(unknown);
        if (due <= now)
            throw CommonErrors.InvalidField("due_time", "must lie in the future.");
        return Advance(Transition.RequestCorrection, now) with
        {
            Correction = new([.. fields.Distinct()], due, reason, now, Submission.Of(this)),
        };
    }

    /// <summary>The applicant is done: the letter is received again as it is now, and the one before stays on
    /// record. The population is counted and kept anew where the applicant changed; the estimate with it.</summary>
    public Application AnswerCorrection(Eligibility eligibility, GrantEstimate? estimate, DateTimeOffset now)
    {
        Require(Transition.AnswerCorrection, now);
        if (HasOtherApplicant)
            eligibility.RequireMet();
        var kind = SubmittedLetter;
        var answered = Advance(Transition.AnswerCorrection, now) with
        {
            Correction = null,
            Population = HasOtherApplicant ? eligibility.Population : Population,
            GrantEstimate = kind == LetterKind.Engagement ? estimate ?? GrantEstimate : GrantEstimate,
        };
        var (before, sha256) = (LetterOf(kind), Fingerprint(kind));
        return answered.WithLetter(kind, before with
        {
            SubmitTime = now,
            Sha256 = sha256,
            Earlier = [.. before.Earlier, new(before.SubmitTime!.Value, before.Sha256!)],
        });
    }

    /// <summary>The syndicate does not ask any more: what was submitted counts as it was.</summary>
    public Application CancelCorrection(DateTimeOffset now) =>
        Advance(Transition.CancelCorrection, now).AsSubmitted();

    /// <summary>True once the communes that apply are not those of the letter that is corrected.</summary>
    public bool HasOtherApplicant => Correction is { Before.Applicant: var before }
        && !Content.Of(this).HasSameApplicant(Content.Of(this) with { Applicant = before });

    /// <summary>Without a correction that was not answered, nor what was written for it; a délibération that followed
    /// meanwhile, as it may without a correction, stays.</summary>
    private Application AsSubmitted() => Correction is not { Before: var before }
        ? this
        : this with
        {
            Correction = null,
            Applicant = before.Applicant,
            Population = before.Population,
            Project = before.Project,
            Intent = before.Intent,
            Engagement = before.Engagement with
            {
                Deliberation = before.Engagement.Deliberation ?? Engagement.Deliberation,
            },
        };

    /// <summary>Refuses changes of other fields than the correction names; the délibération may follow as long as it
    /// may without a correction.</summary>
    private void RequireNamed(Content content, DateTimeOffset now)
    {
        string[] open = Needs.DeliberationInTime(this, now) is null && State == ApplicationState.EngagementSubmitted
            ? [.. Correction!.Fields, "engagement.deliberation"]
            : [.. Correction!.Fields];
        var locked = CorrectableFields.Changed(content, Content.Of(this))
            .Where(path => !open.Any(field => CorrectableFields.Covers(field, path))).ToList();
        if (locked.Count > 0)
            throw Errors.FieldsLocked(State, locked, Correction.Fields);
    }
}
