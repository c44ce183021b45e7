using Plumbline.Datasets.Csv;
using Plumbline.Datasets.Files;
using Plumbline.Datasets.Json;
using Plumbline.Datasets.Parquet;
using Plumbline.Datasets.Types;
using Plumbline.DuckDb;
using Plumbline.Engine.Messages;

namespace Plumbline.Datasets.Stores;

/// <summary>What the reading of one data set shares: options, the database, the temporary folder, what was noticed.</summary>
sealed class ReadSession : IDisposable
{
    const long LeastMemory = 256L << 20;

    readonly Lazy<DuckDbDatabase> _database;
    readonly Lazy<SpoolFolder> _spool;

    internal ReadSession(DatasetOptions options, IProgress<ReadProgress>? progress)
    {
        (Options, Progress) = (options, progress);
        Missing = new MissingTokens(options.Missing ?? DatasetOptions.DefaultMissing);
        Zone = FindZone(options.TimeZone);
        MemoryLimit = options.MemoryLimitBytes ?? Math.Max(LeastMemory, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4);
        _spool = new Lazy<SpoolFolder>(() => new SpoolFolder(options.TemporaryFolder ?? Path.GetTempPath()));
        _database = new Lazy<DuckDbDatabase>(() => DuckDbDatabase.OpenInMemory(new DuckDbOptions
        {
            MemoryLimitBytes = Math.Max(LeastMemory, MemoryLimit),
            // Columns are already read side by side: threads below each of them only hand chunks to one another.
            Threads = 1,
        }));
    }

    internal DatasetOptions Options { get; }

    internal IProgress<ReadProgress>? Progress { get; }

    internal MissingTokens Missing { get; }

    internal TimeZoneInfo Zone { get; }

    /// <summary>Bytes the columns may hold in memory.</summary>
    internal long MemoryLimit { get; }

    internal List<Message> Warnings { get; } = [];

    internal string SpoolFile(string name) => Path.Combine(_spool.Value.Path, name);

    /// <summary>Opens every file of a path far enough to know its columns.</summary>
    internal IReadOnlyList<RowSource> Open(string path, CancellationToken cancellationToken)
    {
        var sources = new List<RowSource>();
        foreach (string file in InputFiles.Find(path))
        {
            RowSource source = Open(FileOpening.Read(file), cancellationToken);
            Warnings.AddRange(source.Warnings);
            sources.Add(source);
        }
        return sources;
    }

    /// <summary>Gives back what the database holds, once every column is in memory.</summary>
    internal void CloseDatabase()
    {
        if (_database.IsValueCreated) _database.Value.Dispose();
    }

    public void Dispose()
    {
        CloseDatabase();
        if (_spool.IsValueCreated) _spool.Value.Dispose();
    }

    RowSource Open(FileOpening opening, CancellationToken cancellationToken) => opening.Format switch
    {
        FileFormat.Delimited => new CsvSource(opening, CsvSniffer.Sniff(opening, Options.Header, Missing), _database.Value, SpoolFile),
        FileFormat.Parquet => ParquetSource.Open(opening, Missing, _database.Value, cancellationToken),
        FileFormat.Json => JsonSource.Open(opening, Missing),
    };

    static TimeZoneInfo FindZone(string? name)
    {
        if (name is null) return TimeZoneInfo.Utc;
        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone) ? zone
            : throw new DatasetException($"'{name}' is not a time zone this machine knows: use a name such as Europe/Berlin, Asia/Shanghai or UTC.");
    }
}
