using Google.Protobuf;
using Grpc.Core;
using ProjetK.Testing.Scenarios;
using static ProjetK.Auth.V1.Access.Types;

namespace ProjetK.Applications.Tests;

public sealed class Having_a_conflict_of_interest(ServicesStack stack) : PlayedIn2023(stack)
{
    // Of two EPCI.
    private const string Anglade = "33006", Carteleg = "33101", Plassac = "33325", SaintPaul = "33458";

    [Fact]
    public async Task that_is_declared_hides_the_application_everywhere()
    {
        var jury = await Jury.Call(Stack);
        var (candidacy, other) = (await jury.Candidate(Anglade), await jury.Candidate(Plassac));
        var reviewer = Jury.Member();
        await jury.Review(other, reviewer, 3, 3);
        var review = await jury.Assign(candidacy, reviewer);
        Assert.Equal("REASON_REQUIRED", (await Refusal.Of(Stack.Send<V1.Review>(
            new V1.CreateReviewRequest { Name = review.Name, Conflict = true }, by: reviewer))).Reason);
        var declared = await Stack.Send<V1.Review>(new V1.CreateReviewRequest
        {
            Name = review.Name,
            Conflict = true,
            Reason = "Ma sœur est adjointe au maire.",
        }, by: reviewer);
        Assert.True(declared.Conflict);

        await IsHidden(jury, candidacy, declared, reviewer);
        Assert.Equal([other.Name], (await jury.Rank(reviewer)).Entries.Select(entry => entry.Application));
        Assert.Equal(0, (await jury.Rank(People.Manager)).Entries
            .Single(entry => entry.Application == candidacy.Name).MissingReviews);
    }

    [Fact]
    public async Task by_the_EPCI_of_any_member_hides_it_as_well()
    {
        var jury = await Jury.Call(Stack);
        var (candidacy, other) = (await jury.Candidate(Plassac), await jury.Candidate(Anglade));
        // Saint-Paul belongs to the EPCI of Plassac, and Cartelègue to that of Anglade.
        var (one, two) = (Jury.Member(SaintPaul), Jury.Member(Carteleg));
        var hidden = await jury.Assign(candidacy, one);
        await IsHidden(jury, candidacy, hidden, one);
        // What nobody sees is not missing either.
        Assert.Empty((await jury.Rank(one)).Entries);
        var own = await jury.Review(candidacy, two, 1, 1);
        Assert.Equal([candidacy.Name], (await jury.Rank(two)).Entries.Select(entry => entry.Application));
        Assert.Equal([own], (await jury.List(candidacy, two)).Reviews);
        await IsHidden(jury, other, await jury.Assign(other, two), two);
    }

    [Fact]
    public async Task keeps_a_manager_from_reviewing_and_from_nothing_else()
    {
        var jury = await Jury.Call(Stack);
        var candidacy = await jury.Candidate(Plassac);
        var manager = new Person("a manager from Saint-Paul", [Role.Manager, Role.Reviewer], [SaintPaul]);
        var review = await jury.Assign(candidacy, manager);
        Assert.Equal(
            (StatusCode.PermissionDenied, "CONFLICT_OF_INTEREST"),
            (await Refusal.Of(jury.Start(review, manager))).Kind);
        Assert.Equal(review, Assert.Single((await jury.List(candidacy, manager)).Reviews));
    }

    [Fact]
    public async Task is_no_matter_of_the_applicant_nor_is_any_review()
    {
        var jury = await Jury.Call(Stack);
        var candidacy = await jury.Candidate(Anglade);
        await jury.Review(candidacy, Jury.Member(), 3, 4);
        var seen = await jury.List(candidacy, candidacy.Mayor);
        Assert.Empty(seen.Reviews);
        Assert.Empty(seen.Means);
        async Task<IEnumerable<string>> Actions(Person by) => (await Stack.Send<V1.ListHistoryResponse>(
            new V1.ListHistoryRequest { Parent = candidacy.Name }, by: by)).Entries.Select(entry => entry.Action);
        Assert.DoesNotContain(await Actions(candidacy.Mayor), action => action.Contains("Review", StringComparison.Ordinal)
            && action != "StartReview");
        Assert.Equal(
            ["AssignReviewer", "CreateReview", "SubmitReview"], (await Actions(People.Auditor)).TakeLast(3));
    }

    /// <summary>Asks everything that could tell of it.</summary>
    private async Task IsHidden(Jury jury, Candidacy candidacy, V1.Review review, Person reviewer)
    {
        IMessage[] requests =
        [
            new V1.GetApplicationRequest { Name = candidacy.Name }, new V1.GetReviewRequest { Name = review.Name },
            new V1.ListReviewsRequest { Parent = candidacy.Name }, new V1.CreateReviewRequest { Name = review.Name },
            new V1.SaveReviewRequest { Name = review.Name }, new V1.SubmitReviewRequest { Name = review.Name },
            new V1.DeclareConflictRequest { Name = review.Name, Reason = "Encore." },
        ];
        foreach (var request in requests)
            Assert.Equal(
                (request.Descriptor.Name, "NOT_FOUND"),
                (request.Descriptor.Name, (await Refusal.Of(Stack.Send<IMessage>(request, by: reviewer))).Reason));
        foreach (var list in new V1.ListApplicationsRequest[]
        {
            new() { Call = jury.Round.Call }, new() { Commune = candidacy.Application.Applicant.LeadCommune },
            new() { Query = candidacy.Application.Reference, View = V1.ApplicationView.Full },
            new() { Call = jury.Round.Call, State = V1.Application.Types.State.UnderReview },
        })
            Assert.DoesNotContain(
                candidacy.Name, (await Stack.Send<V1.ListApplicationsResponse>(list, by: reviewer))
                    .Applications.Select(application => application.Name));
        Assert.Equal("PERMISSION_DENIED", (await Refusal.Of(Stack.Send<V1.ListHistoryResponse>(
            new V1.ListHistoryRequest { Parent = candidacy.Name }, by: reviewer))).Reason);
    }
}
