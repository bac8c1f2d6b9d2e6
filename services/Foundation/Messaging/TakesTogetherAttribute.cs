namespace ProjetK.Foundation;

/// <summary>On a consumer that handles in one transaction what waits at the same moment: it is given so many at once,
/// where others get as many as there are connections to the database.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TakesTogetherAttribute(int messages) : Attribute
{
    /// <summary>How many.</summary>
    public int Messages => messages;
}
