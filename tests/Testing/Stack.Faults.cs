using ProjetK.AppHost.LocalHosting;

namespace ProjetK.Testing;

public partial class Stack
{
    /// <summary>Stops, kills and pauses processes of this stack.</summary>
    public Faults Faults => Application.Faults();
}
