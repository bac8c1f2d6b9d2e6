using ProjetK.Foundation;
using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Applications.Tests;

public sealed class Changing_a_grouping
{
    private static readonly Application Draft = Examples.Draft with
    {
        Applicant = Some.Applicant(Some.Communes("33166", "33191", "33347")),
    };

    private static readonly Caller LeFieu = Mayor("33166"), Gours = Mayor("33191"), Stranger = Mayor("33525");

    private static Application Signed(Application application) => application.Sign(
        null, "33191", application.Fingerprint(LetterKind.Intent), new("Jeanne Martin", "Maire"), Examples.Now);

    [Fact]
    public void makes_a_commune_of_the_last_that_stays()
    {
        var two = Draft.Leave(Draft.Without("33347"), Examples.Draft.Population, Examples.Now);
        var one = two.Leave(two.Without("33191"), Examples.Draft.Population, Examples.Now);

        Assert.Equal((ApplicantKind.Grouping, ApplicantKind.Commune), (two.Applicant.Kind, one.Applicant.Kind));
        Assert.Equal(["33166"], one.Applicant.Communes);
        Assert.Empty(Signed(Draft).Leave(Draft.Without("33347"), Draft.Population, Examples.Now).Intent.Signatures);
    }

    [Fact]
    public void is_not_left_by_its_lead_nor_by_a_stranger()
    {
        Submitting_a_letter.Refused("WRONG_STATE", () => Draft.Without("33166"));
        Submitting_a_letter.Refused("INVALID_FIELD", () => Draft.Without("33525"));
    }

    [Fact]
    public void is_led_by_another_only_once_that_one_accepts()
    {
        var proposed = Signed(Draft).ChangeLead("33347", "Un autre mandat.", Examples.Now);
        Assert.Equal(("33166", "33347"), (proposed.Applicant.Lead, proposed.LeadProposal!.Commune));
        Assert.Single(proposed.Intent.Signatures);

        var accepted = proposed.AcceptLead(Examples.Now);

        Assert.Equal(("33347", null), (accepted.Applicant.Lead, accepted.LeadProposal));
        Assert.Empty(accepted.Intent.Signatures);
        Submitting_a_letter.Refused("WRONG_STATE", () => accepted.AcceptLead(Examples.Now));
        Assert.Null(proposed.ChangeLead("33166", "Finalement non.", Examples.Now).LeadProposal);
        Assert.Null(proposed.Leave(proposed.Without("33347"), Draft.Population, Examples.Now).LeadProposal);
    }

    [Fact]
    public void offers_each_its_own_steps()
    {
        var proposed = Draft.ChangeLead("33191", "Un autre mandat.", Examples.Now);
        string[] Of(Caller caller) => [.. proposed.ToProto(caller, Examples.Now).AllowedActions
            .Where(action => action is "LeaveGrouping" or "ChangeLead" or "AcceptLead" or "ReplaceCommune")];

        Assert.Equal(["ChangeLead"], Of(LeFieu));
        Assert.Equal(["LeaveGrouping", "AcceptLead"], Of(Gours));
        Assert.Equal(["ChangeLead"], Of(new("people/m", new HashSet<Role> { Role.Manager }, new HashSet<string>())));
        Assert.Empty(Of(Stranger));
        Assert.Empty((Examples.Draft with { LeadProposal = null }).ToProto(Mayor("33525"), Examples.Now).AllowedActions
            .Intersect(["LeaveGrouping", "ChangeLead", "AcceptLead"]));
    }

    [Fact]
    public void keeps_who_is_counted_when_communes_merge()
    {
        var former = Some.Communes("33525").Single();
        var part = (Examples.Draft with { HasFormerCommune = true })
            .Replace(former, "33548", "Commune nouvelle.", false, Examples.Now);
        Assert.Equal(
            (ApplicantKind.Neighbourhood, "33548", former.Name, Examples.Draft.Population.Value),
            (part.Applicant.Kind, part.Applicant.Lead, part.Applicant.Neighbourhood!.Name, part.Population.Value));
        Assert.Equal(
            (PopulationSource.Overridden, "Commune nouvelle.", true),
            (part.Population.Source, part.Population.Reason, part.Population.Confirmed));

        var two = (Draft with { HasFormerCommune = true }).ChangeLead("33347", "Un autre mandat.", Examples.Now)
            .Replace(Some.Communes("33347").Single(), "33191", "Commune nouvelle.", true, Examples.Now);
        Assert.Equal(["33166", "33191"], two.Applicant.Communes);
        Assert.Equal("33191", two.LeadProposal!.Commune);
        var one = two.Replace(Some.Communes("33191").Single(), "33166", "Commune nouvelle.", false, Examples.Now);
        Assert.Equal((ApplicantKind.Commune, null), (one.Applicant.Kind, one.LeadProposal));
        Submitting_a_letter.Refused(
            "WRONG_STATE", () => one.Replace(former, "33548", "Encore.", false, Examples.Now));
    }

    [Fact]
    public void waits_until_a_correction_is_answered()
    {
        var asked = Examples.Take(Signed(Signed33347(Draft)), Transition.SubmitIntent)
            .RequestCorrection(["project"], Examples.Now.AddDays(7), "À préciser.", Examples.Now);
        Submitting_a_letter.Refused(
            "CORRECTION_PENDING", () => asked.ChangeLead("33191", "Un autre mandat.", Examples.Now));
        Submitting_a_letter.Refused(
            "CORRECTION_PENDING", () => asked.Leave(asked.Without("33191"), Draft.Population, Examples.Now));
    }

    private static Application Signed33347(Application application) => application.Sign(
        null, "33347", application.Fingerprint(LetterKind.Intent), new("Paul Roux", "Maire"), Examples.Now);

    private static Caller Mayor(string commune) =>
        new($"people/{commune}", new HashSet<Role> { Role.Applicant }, new HashSet<string> { commune });
}
