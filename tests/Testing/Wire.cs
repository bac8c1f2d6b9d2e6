using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Method = Grpc.Core.Method<Google.Protobuf.IMessage, Google.Protobuf.IMessage>;

namespace ProjetK.Testing;

/// <summary>The ways in which a client can speak to the gateway.</summary>
public enum Wire
{
    /// <summary>gRPC over HTTP/2.</summary>
    Grpc,

    /// <summary>gRPC-Web over HTTP/1.1.</summary>
    GrpcWeb,

    /// <summary>Canonical proto3 JSON over HTTP/1.1.</summary>
    Json,
}

/// <summary>Sends a request by any wire; the type of the request says which RPC it is for.</summary>
public static partial class Wires
{
    private static readonly ConcurrentDictionary<MessageDescriptor, MethodDescriptor[]> Rpcs = new();
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(100);
    private static readonly TypeRegistry Details = TypeRegistry.FromMessages(
        Google.Rpc.ErrorInfo.Descriptor, Google.Rpc.BadRequest.Descriptor);
    private static readonly JsonParser Parser = new(
        JsonParser.Settings.Default.WithTypeRegistry(Details).WithIgnoreUnknownFields(true));

    /// <summary>Every gRPC service of the protos.</summary>
    public static IReadOnlyList<ServiceDescriptor> Services { get; } =
    [
        .. typeof(Auth.V1.AccessExtensions).Assembly.GetTypes()
            .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static))
            .Where(property => property?.PropertyType == typeof(ServiceDescriptor))
            .Select(property => (ServiceDescriptor)property!.GetValue(null)!),
    ];

    /// <summary>Sends it through the gateway, as somebody who may, or as a given person; a refusal is an
    /// <see cref="RpcException"/> by every wire.</summary>
    public static async Task<TResponse> Send<TResponse>(
        this Stack stack, IMessage request, Wire wire = Wire.Grpc, Person? by = null)
        where TResponse : IMessage
    {
        var deadline = DateTime.UtcNow + stack.Insistence;
        if (stack.Insistence > TimeSpan.Zero)
            NameOnce(request);
        while (true)
            try
            {
                return await SendOnce<TResponse>(stack, request, wire, by);
            }
            catch (RpcException refusal) when (DateTime.UtcNow < deadline
                && refusal.StatusCode is (StatusCode.Unavailable or StatusCode.DeadlineExceeded))
            {
                await Task.Delay(Breath);
            }
    }

    /// <summary>Sends it once, whatever comes of it.</summary>
    public static async Task<TResponse> SendOnce<TResponse>(
        this Stack stack, IMessage request, Wire wire = Wire.Grpc, Person? by = null)
        where TResponse : IMessage
    {
        var rpc = Find(request);
        var answer = (TResponse)await Send(stack, rpc, request, wire, by ?? People.WhoMay(rpc));
        stack.Hear(request, answer);
        return answer;
    }

    private static async Task<IMessage> Send(
        Stack stack, MethodDescriptor rpc, IMessage request, Wire wire, Person by)
    {
        var authorization = stack.Tokens.Authorize(by);
        return wire switch
        {
            Wire.Grpc => await Call(stack.Grpc, rpc, request, authorization),
            Wire.GrpcWeb => await Call(stack.GrpcWeb, rpc, request, authorization),
            Wire.Json => await Transcode(stack.Json, rpc, request, authorization),
        };
    }

    private static void NameOnce(IMessage request)
    {
        if (request.Descriptor.FindFieldByName("request_id") is { } field
            && field.Accessor.GetValue(request) is string { Length: 0 })
            field.Accessor.SetValue(request, Guid.NewGuid().ToString());
    }

    /// <summary>Reads an answer over JSON; a refusal becomes what gRPC would have thrown.</summary>
    public static async Task<IMessage> Read(HttpResponseMessage response, MessageDescriptor expected)
    {
        var json = await response.Content.ReadAsStringAsync();
        if (response.IsSuccessStatusCode)
            return Parser.Parse(json, expected);
        var status = Parser.Parse<Google.Rpc.Status>(json);
        throw status.ToRpcException();
    }

    /// <summary>The RPC that takes such a request; where several services have it, the one to whose paths the resource
    /// in it belongs.</summary>
    private static MethodDescriptor Find(IMessage request)
    {
        var rpcs = Rpcs.GetOrAdd(request.Descriptor, type =>
            [.. Services.SelectMany(service => service.Methods).Where(method => method.InputType == type)]);
        if (rpcs is [var only])
            return only;
        var name = $"{Value(request, request.Descriptor.FindFieldByName("name") is null ? "parent" : "name")}";
        return rpcs.Single(rpc =>
            rpc.GetOptions().GetExtension(AnnotationsExtensions.Http).ToString().Contains($"={name.Split('/')[0]}/"));
    }

    /// <summary>Makes a call with that header, or with none; of a stream of answers it gives the first.</summary>
    public static async Task<IMessage> Call(
        CallInvoker invoker, MethodDescriptor rpc, IMessage request, string authorization)
    {
        var type = rpc.IsServerStreaming ? MethodType.ServerStreaming : MethodType.Unary;
        var method = new Method(
            type, rpc.Service.FullName, rpc.Name, Marshal(rpc.InputType), Marshal(rpc.OutputType));
        var options = new CallOptions(
            new Metadata { { FittingPerson.Header, authorization } }, DateTime.UtcNow.AddSeconds(30));
        if (!rpc.IsServerStreaming)
            return await invoker.AsyncUnaryCall(method, null, options, request);
        using var call = invoker.AsyncServerStreamingCall(method, null, options, request);
        var answers = new List<IMessage>();
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
            answers.Add(call.ResponseStream.Current);
        return answers[0];
    }

    private static Marshaller<IMessage> Marshal(MessageDescriptor type) =>
        Marshallers.Create(message => message.ToByteArray(), bytes => type.Parser.ParseFrom(bytes));

    /// <summary>Makes the same call over JSON with that header, or with none.</summary>
    public static async Task<IMessage> Transcode(
        HttpClient client, MethodDescriptor rpc, IMessage request, string authorization)
    {
        var rule = rpc.GetOptions().GetExtension(AnnotationsExtensions.Http);
        var (method, template) = rule.PatternCase switch
        {
            HttpRule.PatternOneofCase.Get => (HttpMethod.Get, rule.Get),
            HttpRule.PatternOneofCase.Post => (HttpMethod.Post, rule.Post),
            HttpRule.PatternOneofCase.Patch => (HttpMethod.Patch, rule.Patch),
            HttpRule.PatternOneofCase.Put => (HttpMethod.Put, rule.Put),
            HttpRule.PatternOneofCase.Delete => (HttpMethod.Delete, rule.Delete),
            _ => throw new ArgumentException($"{rpc.FullName} has no HTTP rule."),
        };
        var path = Parameter().Replace(template, match => $"{Value(request, match.Groups[1].Value)}");
        using var http = new HttpRequestMessage(method, path + Query(request, rule.Body, template));
        http.Headers.TryAddWithoutValidation(FittingPerson.Header, authorization);
        http.Headers.Accept.ParseAdd("application/json");
        if (rule.Body is { Length: > 0 } body)
            http.Content = new StringContent(Body(request, body), Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(http);
        return await Read(response, rpc.OutputType);
    }

    private static string Body(IMessage request, string body) => JsonFormatter.Default.Format(
        body == "*" ? request : (IMessage?)Value(request, body) ?? throw new ArgumentException($"{body} is not set."));

    /// <summary>Top-level scalars that neither the path nor the body carries.</summary>
    private static string Query(IMessage request, string body, string template)
    {
        if (body == "*")
            return "";
        var parameters = request.Descriptor.Fields.InDeclarationOrder()
            .Where(field => field.Name != body && !template.Contains($"{{{field.Name}=") && !field.IsRepeated)
            .Select(field => (field.JsonName, Text: Text(field, field.Accessor.GetValue(request))))
            .Where(pair => pair.Text.Length > 0)
            .Select(pair => $"{pair.JsonName}={Uri.EscapeDataString(pair.Text)}")
            .ToArray();
        return parameters.Length == 0 ? "" : "?" + string.Join('&', parameters);
    }

    private static string Text(FieldDescriptor field, object? value) => value switch
    {
        null or 0 or "" or false => "",
        true => "true",
        Google.Protobuf.WellKnownTypes.FieldMask mask => string.Join(',', mask.Paths),
        Enum number => field.EnumType.FindValueByNumber(Convert.ToInt32(number))?.Name is { } name
            && Convert.ToInt32(number) != 0 ? name : "",
        _ => $"{value}",
    };

    private static object? Value(IMessage message, string path)
    {
        object? value = message;
        foreach (var name in path.Split('.'))
            value = value is IMessage parent ? parent.Descriptor.FindFieldByName(name).Accessor.GetValue(parent) : null;
        return value;
    }

    [GeneratedRegex(@"\{([a-z_.]+)=[^}]*\}")]
    private static partial Regex Parameter();
}
