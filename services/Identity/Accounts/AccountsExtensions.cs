using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace ProjetK.Identity;

/// <summary>Registers ASP.NET Core Identity and OpenIddict's tables on this service's database.</summary>
internal static class AccountsExtensions
{
    private const int ShortestPassword = 12, DistinctCharacters = 6;
    private static readonly TimeSpan ResetLifetime = TimeSpan.FromHours(1);
    private static readonly ConnectionCare Connections = new();

    /// <summary>What the service and its migration both need.</summary>
    public static IServiceCollection AddAccounts(
        this IServiceCollection services, Action<IServiceProvider, DbContextOptionsBuilder> database)
    {
        services.AddDbContextPool<AccountContext>((provider, context) =>
        {
            database(provider, context);
            context.AddInterceptors(Connections);
        });
        services.AddIdentityCore<Account>(identity =>
            {
                identity.User.AllowedUserNameCharacters = "";
                identity.Password.RequiredLength = ShortestPassword;
                identity.Password.RequiredUniqueChars = DistinctCharacters;
                // Length is worth more than signs that everybody puts at the end.
                identity.Password.RequireDigit = false;
                identity.Password.RequireLowercase = false;
                identity.Password.RequireUppercase = false;
                identity.Password.RequireNonAlphanumeric = false;
            })
            .AddUserStore<UserOnlyStore<Account, AccountContext, Guid>>();
        services.AddOpenIddict().AddCore(core => core
            .UseEntityFrameworkCore().UseDbContext<AccountContext>().ReplaceDefaultEntities<Guid>());
        services.Configure<OpenIddict.Core.OpenIddictCoreOptions>(core => core.TimeProvider = TimeProvider.System);
        return services;
    }

    /// <summary>Links that set a password, and the keys by which they and the cookies are protected.</summary>
    public static void AddProtection(this IServiceCollection services, KeySeal seal)
    {
        services.AddSingleton(seal);
        services.Configure<IdentityOptions>(identity =>
            identity.Tokens.PasswordResetTokenProvider = TokenOptions.DefaultProvider);
        services.AddTransient<DataProtectorTokenProvider<Account>>();
        services.Configure<IdentityOptions>(identity => identity.Tokens.ProviderMap[TokenOptions.DefaultProvider] =
            new(typeof(DataProtectorTokenProvider<Account>)));
        services.Configure<DataProtectionTokenProviderOptions>(reset => reset.TokenLifespan = ResetLifetime);
        services.AddDataProtection().SetApplicationName("projetk-identity").PersistKeysToDbContext<AccountContext>();
        services.Configure<KeyManagementOptions>(keys => keys.XmlEncryptor = new SealedXml(seal));
    }
}
