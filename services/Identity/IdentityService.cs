
namespace ProjetK.Identity;

/// <summary>People, invitations, requests for access and what becomes of them; one file per RPC.</summary>
internal sealed partial class IdentityService(
    Database database, Mutations mutations, Invitations invitations, Passwords passwords, MailTexts mails,
    RetentionSettings retention, CommuneRegister communes) : V1.IdentityService.IdentityServiceBase;
