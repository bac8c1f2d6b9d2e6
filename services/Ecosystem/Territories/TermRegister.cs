using ProjetK.Applications.V1;
using ApplicationClient = ProjetK.Applications.V1.ApplicationService.ApplicationServiceClient;

namespace ProjetK.Ecosystem;

/// <summary>Asks the service of applications which values and dynamics there are. What it answered is remembered: terms
/// come with a new version only.</summary>
internal sealed class TermRegister(ApplicationClient applications)
{
    private HashSet<(Term.Types.Kind, string)>? known;

    /// <summary>Refuses a profile with values or dynamics that do not exist.</summary>
    public async Task Require(Profile profile, string field, CancellationToken cancellation)
    {
        if (profile.Values.Count + profile.Dynamics.Count == 0)
            return;
        var terms = known ??= await Load(cancellation);
        var violations = new Violations();
        foreach (var (index, value) in profile.Values.Index())
            violations.Require(
                terms.Contains((Term.Types.Kind.Value, value)), $"{field}.values[{index}]", "must be one of ListTerms.");
        foreach (var (index, dynamic) in profile.Dynamics.Index())
            violations.Require(
                terms.Contains((Term.Types.Kind.Dynamic, dynamic)), $"{field}.dynamics[{index}]",
                "must be one of ListTerms.");
        violations.ThrowIfAny();
    }

    private async Task<HashSet<(Term.Types.Kind, string)>> Load(CancellationToken cancellation)
    {
        try
        {
            var answer = await applications.ListTermsAsync(new() { PageSize = 1000 }, cancellationToken: cancellation);
            return [.. answer.Terms.Select(term => (term.Kind, term.Id))];
        }
        catch (RpcException failure) when (failure.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded)
        {
            throw CommonErrors.DependencyUnavailable("applications", failure);
        }
    }
}
