using System.Globalization;
using System.Resources;

namespace ProjetK.Ecosystem;

/// <summary>The French texts that people read; their wording is in Texts.resx under the same names.</summary>
internal static class Texts
{
    private static readonly ResourceManager Wording = new(typeof(Texts));

    public static readonly Text
        ValuesShared = Find(nameof(ValuesShared)),
        ValuesNotShared = Find(nameof(ValuesNotShared)),
        NeedsMet = Find(nameof(NeedsMet)),
        NeedsNotMet = Find(nameof(NeedsNotMet)),
        DynamicsComplementary = Find(nameof(DynamicsComplementary)),
        DynamicsAlike = Find(nameof(DynamicsAlike)),
        DistanceKnown = Find(nameof(DistanceKnown)),
        DistanceUnknown = Find(nameof(DistanceUnknown)),
        SizeKnown = Find(nameof(SizeKnown)),
        SizeUnknown = Find(nameof(SizeUnknown)),
        KindPublic = Find(nameof(KindPublic)),
        KindPrivate = Find(nameof(KindPrivate)),
        KindAssociation = Find(nameof(KindAssociation)),
        KindSchool = Find(nameof(KindSchool)),
        KindCitizens = Find(nameof(KindCitizens)),
        LandPlanted = Find(nameof(LandPlanted)),
        LandBuilt = Find(nameof(LandBuilt)),
        Commits = Find(nameof(Commits)),
        SiteBelongs = Find(nameof(SiteBelongs)),
        CentralSiteBelongs = Find(nameof(CentralSiteBelongs)),
        ActionBelongs = Find(nameof(ActionBelongs)),
        Leads = Find(nameof(Leads)),
        TakesPart = Find(nameof(TakesPart)),
        HappensAt = Find(nameof(HappensAt)),
        Cooperates = Find(nameof(Cooperates)),
        MapAttribution = Find(nameof(MapAttribution)),
        ContactSubject = Find(nameof(ContactSubject)),
        ContactText = Find(nameof(ContactText)),
        InvitationSubject = Find(nameof(InvitationSubject)),
        InvitationText = Find(nameof(InvitationText)),
        ActorLinkSubject = Find(nameof(ActorLinkSubject)),
        ActorLinkText = Find(nameof(ActorLinkText));

    private static Text Find(string name) =>
        new(Wording.GetString(name) ?? throw new MissingManifestResourceException($"Texts.resx has no {name}."));
}

/// <summary>A French text with places for values; numbers come out as "1 342".</summary>
internal readonly record struct Text(string Wording)
{
    private static readonly NumberFormatInfo French = new() { NumberGroupSeparator = " ", NumberDecimalSeparator = "," };

    public string With(params object[] values) => string.Format(French, Wording, values);
}
