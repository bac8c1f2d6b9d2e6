namespace ProjetK.AppHost.Commands;

/// <summary>What a command asks its operator for.</summary>
internal static class Inputs
{
    public static InteractionInput Text(string name, string label, string description, bool isRequired = true) => new()
    {
        Name = name,
        Label = label,
        Description = description,
        InputType = InputType.Text,
        Required = isRequired,
    };
}
