using Plumbline.Engine.Storage;
using Plumbline.Storage.Catalogs;

namespace Plumbline.Storage.Tests.Catalogs;

public sealed class KeyTests : IDisposable
{
    readonly CatalogFolder _folder = new(new CatalogLimits { Keys = 2, AnswersPerKey = 3, Settings = 2, TextLength = 1_000 });

    Catalog Catalog => _folder.Catalog;

    [Fact]
    public void A_key_is_found_by_its_hash_until_it_is_deleted()
    {
        var added = Catalog.AddKey(Sample.Key("sender", 'a') with { Scope = KeyScope.Admin });

        Assert.Equal(added, _folder.Reopen().FindKey(new string('a', 64)));
        Assert.Equal(added, Catalog.FindKey(new string('A', 64)));
        Assert.Equal([added], Catalog.Keys());
        Assert.Null(Catalog.FindKey(new string('b', 64)));

        Catalog.DeleteKey(added.Number);
        Assert.Null(Catalog.FindKey(new string('a', 64)));
        Assert.Equal(added.Number + 1, Catalog.AddKey(Sample.Key("sender", 'a')).Number);
    }

    [Fact]
    public void Anything_but_a_hash_is_refused_and_never_repeated_in_the_message()
    {
        var problem = Assert.Throws<ArgumentException>(() => Catalog.AddKey(Sample.Key("sender", 'a') with { Hash = "pl_secret" }));

        Assert.DoesNotContain("pl_secret", problem.ToString(), StringComparison.Ordinal);
        Assert.Empty(Catalog.Keys());
    }

    [Fact]
    public void A_known_hash_or_one_key_too_many_is_refused()
    {
        Catalog.AddKey(Sample.Key("a", 'a'));
        var known = Assert.Throws<StorageException>(() => Catalog.AddKey(Sample.Key("b", 'a')));
        Catalog.AddKey(Sample.Key("b", 'b'));
        var many = Assert.Throws<StorageException>(() => Catalog.AddKey(Sample.Key("c", 'c')));

        Assert.Equal((StorageFailure.Conflict, StorageFailure.Limit), (known.Failure, many.Failure));
    }

    [Fact]
    public void An_answer_is_remembered_until_it_expires()
    {
        var first = Answer("k", 202, hours: 24);

        Assert.Equal(first, Catalog.Remember(first));
        Assert.Equal(first, Catalog.Remember(Answer("k", 500, hours: 24)));
        Assert.Equal(first, _folder.Reopen().Recall(1, 2, "k", Sample.Noon.AddHours(23)));
        Assert.Null(Catalog.Recall(1, 2, "k", Sample.Noon.AddHours(24)));
        Assert.Null(Catalog.Recall(1, 3, "k", Sample.Noon));
        Assert.Null(Catalog.Recall(2, 2, "k", Sample.Noon));

        _folder.Clock.Advance(TimeSpan.FromHours(25));
        var later = Answer("k", 200, hours: 48);
        Assert.Equal(later, Catalog.Remember(later));
    }

    [Fact]
    public void A_key_that_sends_ever_new_idempotency_keys_pushes_out_its_own_first_only()
    {
        Catalog.Remember(Answer("other", 202, 1) with { ApiKey = 5 });
        for (int i = 0; i < 10; i++) Catalog.Remember(Answer($"k{i}", 202, hours: 10 + i));

        string[] known = [.. Enumerable.Range(0, 10).Select(i => $"k{i}").Where(k => Catalog.Recall(1, 2, k, Sample.Noon) is not null)];

        Assert.Equal(["k7", "k8", "k9"], known);
        Assert.NotNull(Catalog.Recall(5, 2, "other", Sample.Noon));
    }

    [Fact]
    public void Overlong_answers_keys_and_settings_are_refused()
    {
        Assert.Equal(StorageFailure.Limit,
            Assert.Throws<StorageException>(() => Catalog.Remember(Answer(new string('k', 301), 202, 1))).Failure);
        Assert.Throws<StorageException>(() => Catalog.Remember(Answer("k", 202, 1) with { Body = new string('b', 1_001) }));
        Assert.Throws<StorageException>(() => Catalog.SetSetting(new string('n', 201), "v"));
        Assert.Throws<StorageException>(() => Catalog.SetSetting("n", new string('v', 1_001)));
        Assert.Throws<StorageException>(() => Catalog.AddKey(Sample.Key(new string('n', 201), 'a')));
    }

    [Fact]
    public void A_setting_is_set_changed_and_removed()
    {
        Assert.Null(Catalog.Setting("zone"));
        Catalog.SetSetting("zone", "Europe/Berlin");
        Catalog.SetSetting("zone", "");
        Catalog.SetSetting("other", "x");

        Assert.Equal("", _folder.Reopen().Setting("zone"));
        Assert.Equal(StorageFailure.Limit, Assert.Throws<StorageException>(() => Catalog.SetSetting("third", "x")).Failure);
        Catalog.SetSetting("zone", null);
        Assert.Null(Catalog.Setting("zone"));
        Catalog.SetSetting("third", "x");
        Assert.Equal("x", Catalog.Setting("third"));
    }

    public void Dispose() => _folder.Dispose();

    static RememberedAnswer Answer(string key, int status, int hours) =>
        new(1, 2, key, "hash", status, "{\"accepted\":1}", Sample.Noon.AddHours(hours));
}
