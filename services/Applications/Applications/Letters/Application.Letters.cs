namespace ProjetK.Applications;

internal sealed partial record Application
{
    /// <summary>Replaces what the applicant wrote. A letter that changes loses the signatures under it.</summary>
    public Application Edit(Content content, Population population, DateTimeOffset now)
    {
        Require(Transition.UpdateApplication, now);
        var current = Content.Of(this);
        RequireEditable(content, now);
        var edited = Advance(Transition.UpdateApplication, now) with
        {
            Applicant = content.Applicant,
            Population = content.HasSameApplicant(current) ? Population : population,
            LeadProposal = LeadProposal?.Within(content.Applicant),
            Contacts = content.Contacts,
            Project = content.Project,
            Intent = Intent with { Text = content.Intent.Text, Signatory = content.Intent.Signatory },
            Engagement = Engagement with
            {
                Text = content.Engagement.Text,
                Signatory = content.Engagement.Signatory,
                Deliberation = content.Engagement.Deliberation,
            },
        };
        return edited.WithoutVoidSignatures(LetterKind.Intent).WithoutVoidSignatures(LetterKind.Engagement);
    }

    /// <summary>The same application with other people to reach, wherever it stands.</summary>
    public Application Replace(Contacts contacts, DateTimeOffset now) =>
        Move(State, Transitions.Of(Transition.UpdateApplication), now) with { Contacts = contacts };

    /// <summary>SHA-256 (hexadecimal) of a letter; kept from its submission on, but while it is
    /// corrected.</summary>
    public string Fingerprint(LetterKind kind) => LetterOf(kind).Sha256 is { } kept && !IsCorrecting(kind) ? kept : LetterFingerprint.Of(this, kind);

    /// <summary>Adds the signature of a commune of the grouping under exactly the letter that was read.</summary>
    public Application Sign(LetterKind? kind, string commune, string sha256, Signatory signatory, DateTimeOffset now)
    {
        Require(Transition.SignApplication, now);
        var next = State is ApplicationState.Draft or ApplicationState.IntentSubmitted
            ? LetterKind.Intent
            : LetterKind.Engagement;
        if ((kind ?? next) != next)
            throw Errors.WrongState(
                State, [next == LetterKind.Intent ? ApplicationState.Preparation : ApplicationState.Draft]);
        if (Applicant.Kind != ApplicantKind.Grouping || commune == Applicant.Lead
            || !Applicant.Communes.Contains(commune))
            throw Errors.NotASigningCommune(commune);
        if (!string.Equals(sha256, Fingerprint(next), StringComparison.OrdinalIgnoreCase))
            throw Errors.LetterChanged();
        var letter = LetterOf(next);
        Signature[] signatures =
        [
            .. letter.Signatures.Where(signature => signature.Commune != commune),
            new(commune, signatory, now, Fingerprint(next)),
        ];
        return Advance(Transition.SignApplication, now).WithLetter(next, letter with { Signatures = signatures });
    }

    /// <summary>Sends the letter of intent; the last second of the deadline is included.</summary>
    public Application SubmitIntent(Eligibility eligibility, DateTimeOffset now)
    {
        // Nobody need sign a letter that would be refused for its applicant.
        if (Refusal(Transition.SubmitIntent, now) is null or { Reason: "SIGN_OFF_MISSING" })
            eligibility.RequireMet();
        return Advance(Transition.SubmitIntent, now).Submitted(LetterKind.Intent, now) with
        {
            Population = eligibility.Population,
        };
    }

    /// <summary>Sends the letter of engagement; the last second of the deadline is included. The population is no
    /// longer changed from here on, and the estimate is kept with it.</summary>
    public Application SubmitEngagement(Involvement confirmed, GrantEstimate estimate, DateTimeOffset now)
    {
        Require(Transition.SubmitEngagement, now);
        if (!confirmed.Covers(Call.Involvement))
            throw Errors.InvolvementInsufficient(confirmed, Call.Involvement);
        return Advance(Transition.SubmitEngagement, now).Submitted(LetterKind.Engagement, now) with
        {
            GrantEstimate = estimate,
        };
    }

    /// <summary>Communes of a grouping that have not signed the letter as it stands.</summary>
    public IReadOnlyList<string> MissingSignatures(LetterKind kind)
    {
        if (Applicant.Kind != ApplicantKind.Grouping)
            return [];
        var signatures = LetterOf(kind).Signatures;
        var fingerprint = signatures.Count > 0 ? Fingerprint(kind) : "";
        return
        [
            .. Applicant.Communes.Where(code => code != Applicant.Lead)
                .Except(signatures.Where(one => one.Sha256 == fingerprint).Select(one => one.Commune)),
        ];
    }

    /// <summary>Communes that have not signed the letter as it was corrected; none where it says what it
    /// said.</summary>
    public IReadOnlyList<string> UnsignedCorrection() =>
        Fingerprint(SubmittedLetter) == LetterOf(SubmittedLetter).Sha256 ? [] : MissingSignatures(SubmittedLetter);

    private Application Submitted(LetterKind kind, DateTimeOffset now) =>
        WithLetter(kind, LetterOf(kind) with { SubmitTime = now, Sha256 = Fingerprint(kind) });

    private Application WithLetter(LetterKind kind, Letter letter) => kind switch
    {
        LetterKind.Intent => this with { Intent = letter },
        LetterKind.Engagement => this with { Engagement = letter },
    };

    private Application WithoutVoidSignatures(LetterKind kind)
    {
        var letter = LetterOf(kind);
        if ((letter.Sha256 is not null && !IsCorrecting(kind)) || letter.Signatures.Count == 0)
            return this;
        var fingerprint = Fingerprint(kind);
        return WithLetter(kind, letter with
        {
            Signatures = [.. letter.Signatures.Where(signature => signature.Sha256 == fingerprint)],
        });
    }

    private void RequireEditable(Content content, DateTimeOffset now)
    {
        if (Correction is not null)
        {
            RequireNamed(content, now);
            return;
        }
        var current = Content.Of(this);
        if (IsLeftAlone && content.Applicant.Kind == ApplicantKind.Grouping)
            current = current with { Applicant = Applicant with { Kind = ApplicantKind.Grouping } };
        var locked = content.ChangedSections(current).Except(EditableSections()).ToList();
        if (locked.Count > 0)
            throw Errors.SectionLocked(State, locked);
    }

    private IReadOnlyList<Section> EditableSections() => State switch
    {
        ApplicationState.Draft => Enum.GetValues<Section>(),
        ApplicationState.Preparation => Applicant.Kind == ApplicantKind.Grouping || IsLeftAlone
            ? [Section.Project, Section.Contacts, Section.Engagement, Section.Deliberation, Section.Members]
            : [Section.Project, Section.Contacts, Section.Engagement, Section.Deliberation],
        _ => [Section.Deliberation],
    };
}
