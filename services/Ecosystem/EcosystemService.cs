using Microsoft.Extensions.Options;

namespace ProjetK.Ecosystem;

/// <summary>Answers for territories, their actors and the ideas they build on; one file per RPC.</summary>
internal sealed partial class EcosystemService(
    Database database, Mutations mutations, CommuneRegister communes, CallRegister calls, TermRegister terms,
    ActorLetters letters, DocumentStore documents, IOptions<SupportSettings> support)
    : V1.EcosystemService.EcosystemServiceBase;
