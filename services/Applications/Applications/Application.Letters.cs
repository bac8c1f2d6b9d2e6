using System.Security.Cryptography;
using System.Text.Json;

namespace ProjetK.Applications;

internal sealed partial record Application
{
    /// <summary>Replaces what the applicant wrote. A letter that changes loses the signatures under it.</summary>
    public Application Edit(Content content, Population population, Call call, DateTimeOffset now)
    {
        Require(Step.Edit);
        var current = Content.Of(this);
        var locked = content.ChangedSections(current).Except(EditableSections()).ToList();
        if (locked.Count > 0)
            throw Errors.SectionLocked(State, locked);
        if (State == ApplicationState.EngagementSubmitted)
            RequireInTime(call.DeliberationDeadlineTime, call.DeliberationEnd, now);
        var edited = Advance(Step.Edit, now) with
        {
            Applicant = content.Applicant,
            Population = content.HasSameApplicant(current) ? Population : population,
            Contacts = content.Contacts,
            Project = content.Project,
            Intent = content.Intent with { SubmitTime = Intent.SubmitTime, Sha256 = Intent.Sha256 },
            Engagement = content.Engagement with { SubmitTime = Engagement.SubmitTime, Sha256 = Engagement.Sha256 },
        };
        return edited with
        {
            Intent = edited.WithoutVoidSignatures(LetterKind.Intent, this),
            Engagement = edited.WithoutVoidSignatures(LetterKind.Engagement, this),
        };
    }

    /// <summary>SHA-256 (hexadecimal) of a letter with the applicant and the project it speaks of. The délibération is
    /// not part of it: it may follow the letter.</summary>
    public string Fingerprint(LetterKind kind)
    {
        var letter = LetterOf(kind);
        if (letter.Sha256 is { } submitted)
            return submitted;
        var content = JsonSerializer.SerializeToUtf8Bytes(
            new { Kind = kind, Id, Call, Applicant, Project, letter.Text, letter.Signatory });
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }

    /// <summary>Adds the signature of a commune of the grouping under exactly the letter that was read.</summary>
    public Application Sign(LetterKind? kind, string commune, string sha256, Signatory signatory, DateTimeOffset now)
    {
        Require(Step.Sign);
        var next = State == ApplicationState.Draft ? LetterKind.Intent : LetterKind.Engagement;
        if ((kind ?? next) != next)
            throw Errors.WrongState(State, [next == LetterKind.Intent ? ApplicationState.Preparation : ApplicationState.Draft]);
        if (Applicant.Kind != ApplicantKind.Grouping || commune == Applicant.Lead
            || !Applicant.Communes.Contains(commune))
            throw Errors.NotASigningCommune(commune);
        if (!string.Equals(sha256, Fingerprint(next), StringComparison.OrdinalIgnoreCase))
            throw Errors.LetterChanged();
        var letter = LetterOf(next);
        Signature[] signatures =
            [.. letter.Signatures.Where(signature => signature.Commune != commune), new(commune, signatory, now)];
        return Advance(Step.Sign, now).WithLetter(next, letter with { Signatures = signatures });
    }

    /// <summary>Sends the letter of intent; the last second of the deadline is included.</summary>
    public Application SubmitIntent(Call call, Eligibility eligibility, DateTimeOffset now)
    {
        Require(Step.SubmitIntent);
        if (call.Phase(now) is CallPhase.Draft or CallPhase.Announced or CallPhase.Closed)
            throw Errors.CallNotOpen(call);
        RequireInTime(call.IntentDeadlineTime, call.IntentEnd, now);
        RequireComplete(Completeness.OfIntent(this));
        eligibility.RequireMet();
        RequireSignatures(Intent);
        return Advance(Step.SubmitIntent, now).Submitted(LetterKind.Intent, now) with
        {
            Population = eligibility.Population,
        };
    }

    /// <summary>Sends the letter of engagement; the last second of the deadline is included. The population is no longer
    /// changed from here on, and the estimate is kept with it.</summary>
    public Application SubmitEngagement(
        Call call, Involvement confirmed, GrantEstimate estimate, DateTimeOffset now)
    {
        Require(Step.SubmitEngagement);
        if (call.Phase(now) == CallPhase.Closed)
            throw Errors.CallNotOpen(call);
        RequireInTime(call.EngagementDeadlineTime, call.EngagementEnd, now);
        RequireComplete(Completeness.OfEngagement(this));
        RequireSignatures(Engagement);
        if (!Population.Confirmed || Population.Value is null)
            throw Errors.PopulationUnconfirmed();
        if (!confirmed.Covers(call.Involvement))
            throw Errors.InvolvementInsufficient(confirmed, call.Involvement);
        return Advance(Step.SubmitEngagement, now).Submitted(LetterKind.Engagement, now) with
        {
            GrantEstimate = estimate,
        };
    }

    private Application Submitted(LetterKind kind, DateTimeOffset now) =>
        WithLetter(kind, LetterOf(kind) with { SubmitTime = now, Sha256 = Fingerprint(kind) });

    private Application WithLetter(LetterKind kind, Letter letter) => kind switch
    {
        LetterKind.Intent => this with { Intent = letter },
        LetterKind.Engagement => this with { Engagement = letter },
    };

    private Letter WithoutVoidSignatures(LetterKind kind, Application before) =>
        LetterOf(kind) with
        {
            Signatures = Fingerprint(kind) == before.Fingerprint(kind) ? before.LetterOf(kind).Signatures : [],
        };

    private IReadOnlyList<Section> EditableSections() => State switch
    {
        ApplicationState.Draft => Enum.GetValues<Section>(),
        ApplicationState.Preparation => Applicant.Kind == ApplicantKind.Grouping
            ? [Section.Project, Section.Contacts, Section.Engagement, Section.Deliberation, Section.Members]
            : [Section.Project, Section.Contacts, Section.Engagement, Section.Deliberation],
        _ => [Section.Deliberation],
    };

    private static void RequireInTime(DateTimeOffset deadline, DateTimeOffset end, DateTimeOffset now)
    {
        if (now >= end)
            throw Errors.DeadlinePassed(deadline);
    }

    private static void RequireComplete(IReadOnlyList<string> missing)
    {
        if (missing.Count > 0)
            throw Errors.LetterIncomplete(missing);
    }

    private void RequireSignatures(Letter letter)
    {
        if (Applicant.Kind != ApplicantKind.Grouping)
            return;
        var missing = Applicant.Communes
            .Where(code => code != Applicant.Lead)
            .Except(letter.Signatures.Select(signature => signature.Commune))
            .ToList();
        if (missing.Count > 0)
            throw Errors.SignOffMissing(missing);
    }
}
