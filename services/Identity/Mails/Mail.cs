namespace ProjetK.Identity;

/// <summary>A mail to one person.</summary>
internal sealed record Mail(string To, string Name, string Subject, string Text);
