using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace ProjetK.Identity;

/// <summary>Seals the keys of cookies and forms before they go to the database.</summary>
internal sealed class SealedXml(KeySeal seal) : IXmlEncryptor
{
    private const string Purpose = "data protection";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var closed = seal.Close(
            Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)), Purpose);
        return new(new XElement("sealed", Convert.ToBase64String(closed)), typeof(Opener));
    }

    /// <summary>Opens them again; its type is written beside each key.</summary>
    public sealed class Opener(IServiceProvider services) : IXmlDecryptor
    {
        public XElement Decrypt(XElement encryptedElement) => XElement.Parse(Encoding.UTF8.GetString(
            services.GetRequiredService<KeySeal>().Open(Convert.FromBase64String(encryptedElement.Value), Purpose)));
    }
}
