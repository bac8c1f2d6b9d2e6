namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<V1.Application> SignApplication(
        V1.SignApplicationRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        violations.Require(ResourceName.TryParse(ApplicationWire.CommunePattern, request.Commune, out var commune),
            "commune", $"must look like {ApplicationWire.CommunePattern}.");
        violations.Require(request.Sha256.Length == 64 && request.Sha256.All(char.IsAsciiHexDigit),
            "sha256", "must be the 64 hexadecimal digits of the letter's sha256.");
        violations.Require(request.Signatory is not null, "signatory", "is required.");
        var signatory = request.Signatory.FromProto("signatory", violations);
        violations.ThrowIfAny();
        LetterKind? letter = request.Letter == V1.SignApplicationRequest.Types.LetterKind.Unspecified
            ? null
            : (LetterKind)(int)request.Letter;
        return Change(request, request.Name, "", context, (application, transaction) =>
        {
            Ownership.RequireCommune(transaction.Caller, commune![0]);
            return Task.FromResult(
                application.Sign(letter, commune[0], request.Sha256, signatory!, transaction.Now));
        });
    }
}
