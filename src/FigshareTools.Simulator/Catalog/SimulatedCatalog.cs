using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace FigshareTools.Simulator;

/// <summary>What the simulated Figshare holds. May be changed while requests are served.</summary>
public sealed class SimulatedCatalog
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, SimulatedArticle> _articles = [];
    private readonly Dictionary<long, (SimulatedArticle Article, SimulatedFile File)> _files = [];
    private readonly Dictionary<long, SimulatedCollection> _collections = [];
    private readonly Dictionary<long, SimulatedProject> _projects = [];
    private readonly Dictionary<string, SimulatedAccount> _accounts = [];

    /// <summary>All articles, public and private.</summary>
    public IReadOnlyList<SimulatedArticle> Articles => Values(_articles);

    /// <summary>All collections.</summary>
    public IReadOnlyList<SimulatedCollection> Collections => Values(_collections);

    /// <summary>All projects.</summary>
    public IReadOnlyList<SimulatedProject> Projects => Values(_projects);

    /// <summary>All accounts, owners of articles among them.</summary>
    public IReadOnlyList<SimulatedAccount> Accounts => Values(_accounts);

    /// <summary>Adds an article, in place of the one that had its id before; its owner becomes an account.</summary>
    public void Add(SimulatedArticle article)
    {
        lock (_lock)
        {
            RemoveLocked(article.Id);
            _articles.Add(article.Id, article);
            if (article.Owner is SimulatedAccount owner)
            {
                _accounts[owner.Token] = owner;
            }

            // From old to new: a file id that stands for different bytes in two versions means the newer ones.
            foreach (SimulatedFile file in article.Versions.SelectMany(version => version.Files))
            {
                _files[file.Id] = (article, file);
            }
        }
    }

    /// <summary>Publishes a collection, in place of the one that had its id before.</summary>
    public void Add(SimulatedCollection collection) => Set(_collections, collection.Id, collection);

    /// <summary>Publishes a project, in place of the one that had its id before.</summary>
    public void Add(SimulatedProject project) => Set(_projects, project.Id, project);

    /// <summary>Makes an account's token known, also one that owns nothing.</summary>
    public void Add(SimulatedAccount account) => Set(_accounts, account.Token, account);

    /// <summary>Takes an article and its files away.</summary>
    public void Remove(long articleId)
    {
        lock (_lock)
        {
            RemoveLocked(articleId);
        }
    }

    /// <summary>The article of an id, public or private, or null.</summary>
    public SimulatedArticle? FindArticle(long articleId) => Find(_articles, articleId);

    /// <summary>The file of an id in whichever article, or null.</summary>
    public SimulatedFile? FindFile(long fileId) => Find(_files, fileId).File;

    /// <summary>The article that a file belongs to, or null.</summary>
    public SimulatedArticle? FindArticleOfFile(long fileId) => Find(_files, fileId).Article;

    /// <summary>The collection of an id, or null.</summary>
    public SimulatedCollection? FindCollection(long collectionId) => Find(_collections, collectionId);

    /// <summary>The project of an id, or null.</summary>
    public SimulatedProject? FindProject(long projectId) => Find(_projects, projectId);

    /// <summary>The account of a token, or null.</summary>
    public SimulatedAccount? FindAccount(string token) => Find(_accounts, token);

    /// <summary>The articles of an account, published ones too.</summary>
    public IReadOnlyList<SimulatedArticle> ArticlesOf(SimulatedAccount account) =>
        [.. Articles.Where(article => article.Owner == account)];

    /// <summary>The articles that everybody sees.</summary>
    internal IEnumerable<SimulatedArticle> PublicArticles() => Articles.Where(article => article.IsPublic);

    /// <summary>Of a collection's or project's articles those that everybody sees.</summary>
    internal IReadOnlyList<SimulatedArticle> PublicArticles(IReadOnlyList<long> ids)
    {
        lock (_lock)
        {
            return [.. ids.Select(id => _articles.GetValueOrDefault(id)).OfType<SimulatedArticle>()
                .Where(article => article.IsPublic)];
        }
    }

    private TValue[] Values<TKey, TValue>(Dictionary<TKey, TValue> entries)
        where TKey : notnull
    {
        lock (_lock)
        {
            return [.. entries.Values];
        }
    }

    private void Set<TKey, TValue>(Dictionary<TKey, TValue> entries, TKey key, TValue value)
        where TKey : notnull
    {
        lock (_lock)
        {
            entries[key] = value;
        }
    }

    private TValue? Find<TKey, TValue>(Dictionary<TKey, TValue> entries, TKey key)
        where TKey : notnull
    {
        lock (_lock)
        {
            return entries.GetValueOrDefault(key);
        }
    }

    private void RemoveLocked(long articleId)
    {
        if (!_articles.Remove(articleId, out SimulatedArticle? article))
        {
            return;
        }

        foreach (SimulatedFile file in article.Versions.SelectMany(version => version.Files))
        {
            _files.Remove(file.Id);
        }
    }
}
