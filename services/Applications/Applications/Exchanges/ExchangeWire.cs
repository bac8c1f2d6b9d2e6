using Google.Protobuf.WellKnownTypes;
using Date = Google.Type.Date;

namespace ProjetK.Applications;

/// <summary>Shows messages and meetings.</summary>
internal static class ExchangeWire
{
    public static V1.Message ToProto(this Message message, bool isStaff) => new()
    {
        Name = $"{ApplicationWire.Name(message.ApplicationId)}/messages/{message.Id}",
        Visibility = (V1.Message.Types.Visibility)message.Visibility,
        Text = message.Text,
        Author = message.Author.NameFor(isStaff),
        AuthorRole = message.Author.Role,
        CreateTime = message.CreateTime.ToTimestamp(),
    };

    public static V1.Exchange ToProto(this Exchange exchange, bool isStaff) => new()
    {
        Name = $"{ApplicationWire.Name(exchange.ApplicationId)}/exchanges/{exchange.Id}",
        Date = new Date { Year = exchange.Day.Year, Month = exchange.Day.Month, Day = exchange.Day.Day },
        People = { exchange.People },
        Minutes = exchange.Minutes,
        Decisions = { exchange.Decisions },
        Author = exchange.Author.NameFor(isStaff),
        AuthorRole = exchange.Author.Role,
        CreateTime = exchange.CreateTime.ToTimestamp(),
    };
}
