using System.Text.RegularExpressions;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProjetK.Identity;

/// <summary>The tables as ASP.NET Core Identity, OpenIddict and data protection see them. The schema is that of
/// Migrations/*.sql; the RPCs write it with SQL of their own.</summary>
internal sealed partial class AccountContext(DbContextOptions<AccountContext> options)
    : DbContext(options), IDataProtectionKeyContext
{
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Account>(Map);
        modelBuilder.UseOpenIddict<Guid>();
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            if (entity.ClrType != typeof(Account))
                entity.SetTableName(Snake(entity.GetTableName()!));
            foreach (var property in entity.GetProperties())
                if (property.FindAnnotation(RelationalAnnotationNames.ColumnName) is null)
                    property.SetColumnName(Snake(property.Name));
        }
    }

    private static void Map(EntityTypeBuilder<Account> account)
    {
        account.ToTable("people");
        account.Property(one => one.UserName).HasColumnName("email");
        account.Property(one => one.NormalizedUserName).HasColumnName("email_key");
        account.Property(one => one.ConcurrencyStamp).IsConcurrencyToken();
        account.Ignore(one => one.Email).Ignore(one => one.NormalizedEmail).Ignore(one => one.EmailConfirmed)
            .Ignore(one => one.PhoneNumber).Ignore(one => one.PhoneNumberConfirmed).Ignore(one => one.TwoFactorEnabled)
            .Ignore(one => one.LockoutEnabled).Ignore(one => one.LockoutEnd).Ignore(one => one.AccessFailedCount)
            .Ignore(one => one.Subject).Ignore(one => one.IsActive);
        // What only the RPCs and the lock-out may change.
        foreach (var name in new[]
        {
            nameof(Account.UserName), nameof(Account.NormalizedUserName), nameof(Account.DisplayName),
            nameof(Account.Roles), nameof(Account.Communes), nameof(Account.State), nameof(Account.LockedUntil),
            nameof(Account.CreateTime), nameof(Account.UpdateTime),
        })
            account.Property(name).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
    }

    private static string Snake(string name) => WordStart().Replace(name, "_").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex WordStart();
}
