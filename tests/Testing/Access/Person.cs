using System.Security.Cryptography;
using System.Text;
using Google.Protobuf.Reflection;
using ProjetK.Auth.V1;
using static ProjetK.Auth.V1.Access.Types;

namespace ProjetK.Testing;

/// <summary>Somebody who calls, as their token describes them; nobody has no name.</summary>
public sealed record Person(string Name, IReadOnlyList<Role> Roles, IReadOnlyList<string> Communes)
{
    /// <summary>The resource name, always the same for the same name.</summary>
    public string Subject { get; init; } =
        $"people/{new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(Name)).AsSpan(0, 16))}";
}

/// <summary>Those who call in tests.</summary>
public static class People
{
    /// <summary>Every commune of the Gironde (and codes that no commune has), and one from elsewhere.</summary>
    private static readonly string[] Gironde =
        [.. Enumerable.Range(1, 560).Select(number => $"33{number:000}"), "12275"];

    /// <summary>Without a token.</summary>
    public static Person Nobody { get; } = new("", [], []);

    /// <summary>Of the syndicate.</summary>
    public static Person Manager { get; } = In(Role.Manager);

    /// <summary>Who could approve what the first decided.</summary>
    public static Person SecondManager { get; } = new("second manager", [Role.Manager], []);

    /// <summary>Who reads what others do.</summary>
    public static Person Auditor { get; } = In(Role.Auditor);

    /// <summary>An applicant for every commune, where it does not matter for which.</summary>
    public static Person EveryMayor { get; } = new("every mayor", [Role.Applicant], Gironde);

    /// <summary>Who may do everything, where it does not matter what.</summary>
    public static Person Everybody { get; } = new(
        "everybody", [.. Enum.GetValues<Role>().Where(role => role is not (Role.Unspecified or Role.Service))], Gironde);

    /// <summary>An applicant for one commune or several.</summary>
    public static Person MayorOf(params string[] communes) =>
        new($"mayor of {string.Join(", ", communes)}", [Role.Applicant], communes);

    /// <summary>Somebody with that role alone.</summary>
    public static Person In(Role role) => new(
        $"{role}", [role], role is Role.Applicant or Role.Facilitator ? Gironde : []);

    /// <summary>Somebody whose role allows this RPC; a manager where one may.</summary>
    public static Person WhoMay(MethodDescriptor rpc)
    {
        var access = rpc.GetOptions().GetExtension(AccessExtensions.Access);
        return access.Public ? Nobody
            // A manager changes little of an application.
            : access.Roles.Contains(Role.Manager) && rpc.Name != "UpdateApplication" ? Manager
            : access.Roles.Contains(Role.Applicant) ? EveryMayor
            : In(access.Roles[0]);
    }
}
