namespace ProjetK.Portal.Forms;

/// <summary>How an answer is given.</summary>
public enum FieldKind
{
    /// <summary>A line.</summary>
    Short,

    /// <summary>Several lines.</summary>
    Long,

    /// <summary>A mail address.</summary>
    Email,

    /// <summary>A telephone number.</summary>
    Phone,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A day.</summary>
    Day,

    /// <summary>One of several answers.</summary>
    Choice,

    /// <summary>Any of several answers.</summary>
    Several,

    /// <summary>Several answers, each on a line of its own.</summary>
    Lines,

    /// <summary>A commune, found by a part of its name.</summary>
    Commune,

    /// <summary>Any number of communes.</summary>
    Communes,
}
