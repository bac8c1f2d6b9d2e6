namespace ProjetK.Applications;

/// <summary>What the law wants said on receipts and letters, in French: which service is in charge and how to reach it,
/// what its silence means and from when, and how and until when to appeal.</summary>
internal sealed record LegalNotices(string Receipt, string Silence, string Appeal)
{
    public static readonly LegalNotices None = new("", "", "");

    /// <summary>Notes what is not said yet.</summary>
    public void Require(Violations violations)
    {
        foreach (var (field, text) in new[] { ("receipt", Receipt), ("silence", Silence), ("appeal", Appeal) })
            violations.Require(text.Length > 0, $"call.legal_notices.{field}", "must not be empty.");
    }
}
