namespace ProjetK.Applications;

internal sealed partial class ReviewService
{
    public override Task<V1.Review> AssignReviewer(V1.AssignReviewerRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var id = violations.Guid(ApplicationWire.Pattern, request.Parent, "parent");
        var reviewer = violations.Guid("people/{person}", request.Reviewer, "reviewer");
        violations.ThrowIfAny();
        return mutations.Run(request, context, async transaction =>
        {
            var application = await ApplicationTable.Lock(transaction, id);
            Require(application, transaction.Caller, Undecided);
            if (await ReviewTable.IsInConflict(transaction, id, reviewer, []))
                throw ReviewErrors.ConflictOfInterest();
            var review = Review.Assign(id, reviewer, transaction.Now);
            ReviewTable.Save(transaction, application, null, review);
            return review.ToProto(application.Call);
        });
    }
}
