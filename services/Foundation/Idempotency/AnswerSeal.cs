using System.Security.Cryptography;
using System.Text;

namespace ProjetK.Foundation;

/// <summary>Keeps a saved answer unreadable for whoever holds the table but not the request: an answer may carry the
/// secret of a link or somebody's contact. The key comes from the request's own content and its request_id; neither is
/// stored, only hashes under other labels. What is in the request may be guessed from other tables, so it is the
/// request_id, a random UUID where clients follow the advice, that makes the key a secret.</summary>
internal sealed class AnswerSeal
{
    private const int KeyBytes = 32;
    private static readonly int NonceBytes = AesGcm.NonceByteSizes.MaxSize, TagBytes = AesGcm.TagByteSizes.MaxSize;

    private readonly byte[] key;

    private AnswerSeal(byte[] key) => this.key = key;

    /// <summary>The hash under which the answer is found, the hash by which another request with the same id is told
    /// apart, and the seal.</summary>
    public static (byte[] RequestId, byte[] RequestHash, AnswerSeal Seal) Derive(
        string caller, string rpc, string requestId, byte[] request)
    {
        var id = Encoding.UTF8.GetBytes(requestId);
        // The caller and the RPC bind the answer to its place; the content of a request contains its request_id, too.
        var place = SHA256.HashData(Encoding.UTF8.GetBytes($"{caller}\n{rpc}\n{requestId}"));
        var whole = HKDF.Extract(HashAlgorithmName.SHA256, request, place);
        return (Expand(HKDF.Extract(HashAlgorithmName.SHA256, id, null), "request id"),
            Expand(whole, "request hash"), new(Expand(whole, "answer")));
    }

    /// <summary>Nonce, ciphertext and tag.</summary>
    public byte[] Close(byte[] answer)
    {
        var closed = new byte[NonceBytes + answer.Length + TagBytes];
        var nonce = closed.AsSpan(..NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(nonce, answer, closed.AsSpan(NonceBytes..^TagBytes), closed.AsSpan(^TagBytes..));
        return closed;
    }

    /// <summary>The answer; fails when the bytes were changed or belong to another request.</summary>
    public byte[] Open(byte[] closed)
    {
        var answer = new byte[closed.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Decrypt(
            closed.AsSpan(..NonceBytes), closed.AsSpan(NonceBytes..^TagBytes), closed.AsSpan(^TagBytes..), answer);
        return answer;
    }

    private static byte[] Expand(byte[] secret, string label) => HKDF.Expand(
        HashAlgorithmName.SHA256, secret, KeyBytes, Encoding.UTF8.GetBytes($"projetk saved answer: {label}"));
}
