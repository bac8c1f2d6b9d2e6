using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ProjetK.Foundation;

/// <summary>A number of the business, read from the service's database: the first column of <paramref name="Sql"/> is
/// the value, the others tell one value from another and are named as the metric's attributes.</summary>
internal sealed record BusinessGauge(string Name, string Unit, string Description, string Sql);

/// <summary>Adds numbers of the business to a service's metrics.</summary>
public static class BusinessGaugesExtensions
{
    /// <summary>Shows what the query counts, e.g. <c>SELECT count(*), state FROM …</c>, as a metric. It runs every
    /// <c>Gauges:Every</c>, 15 s unless configured, in each replica: it must be cheap.</summary>
    public static WebApplicationBuilder AddBusinessGauge(
        this WebApplicationBuilder builder, string name, string unit, string description, string sql)
    {
        if (!builder.Services.Any(service => service.ImplementationType == typeof(BusinessGauges)))
            builder.Services.AddHostedService<BusinessGauges>();
        builder.Services.AddSingleton(new BusinessGauge(name, unit, description, sql));
        return builder;
    }
}

/// <summary>Reads the numbers of the business one after another, from time to time. What cannot be read is not
/// shown.</summary>
internal sealed partial class BusinessGauges : BackgroundService
{
    private readonly Dictionary<BusinessGauge, Measurement<long>[]> values = [];
    private readonly Dictionary<BusinessGauge, Complaint> complaints = [];
    private readonly NpgsqlDataSource dataSource;
    private readonly ILogger<BusinessGauges> logger;
    private readonly TimeSpan every;

    public BusinessGauges(
        IEnumerable<BusinessGauge> gauges, NpgsqlDataSource dataSource, IMeterFactory meters,
        IConfiguration configuration, ILogger<BusinessGauges> logger)
    {
        (this.dataSource, this.logger) = (dataSource, logger);
        every = configuration.GetValue("Gauges:Every", TimeSpan.FromSeconds(15));
        var meter = meters.Create(Meters.Name);
        foreach (var gauge in gauges)
        {
            (values[gauge], complaints[gauge]) = ([], new());
            meter.CreateObservableGauge(gauge.Name, () => values[gauge], gauge.Unit, gauge.Description);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not while the service starts, which has better things to do.
        using var timer = new PeriodicTimer(every);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            foreach (var gauge in values.Keys)
                values[gauge] = await Read(gauge, stoppingToken);
    }

    private async Task<Measurement<long>[]> Read(BusinessGauge gauge, CancellationToken stopping)
    {
        try
        {
            await using var command = dataSource.CreateCommand(gauge.Sql);
            await using var row = await command.ExecuteReaderAsync(stopping);
            var found = new List<Measurement<long>>();
            while (await row.ReadAsync(stopping))
                found.Add(new(row.GetInt64(0), Enumerable.Range(1, row.FieldCount - 1).Select(column =>
                    new KeyValuePair<string, object?>($"projetk.{row.GetName(column)}", row.IsDBNull(column) ? "" : row.GetString(column)))));
            complaints[gauge].Forget();
            return [.. found];
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            // Whatever is wrong with a number is no reason to stop the service.
            if (complaints[gauge].IsNews(failure.Message))
                Unread(logger, gauge.Name, failure.Message);
            return [];
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Gauge} could not be read: {Reason}")]
    private static partial void Unread(ILogger logger, string gauge, string reason);
}
