using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace FigshareTools.Simulator;

/// <summary>The content of the simulated Figshare. Can be changed while requests are served.</summary>
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

    /// <summary>All accounts, including the owners of articles.</summary>
    public IReadOnlyList<SimulatedAccount> Accounts => Values(_accounts);

    /// <summary>Adds an article and its owner's account. Replaces an article with the same id.</summary>
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

            // In ascending order of versions: if two versions have a file with the same id, the newer file is served.
            foreach (var file in article.Versions.SelectMany(version => version.Files))
            {
                _files[file.Id] = (article, file);
            }
        }
    }

    /// <summary>Adds a collection. Replaces a collection with the same id.</summary>
    public void Add(SimulatedCollection collection) => Set(_collections, collection.Id, collection);

    /// <summary>Adds a project. Replaces a project with the same id.</summary>
    public void Add(SimulatedProject project) => Set(_projects, project.Id, project);

    /// <summary>Adds an account, so that its token is valid. The account need not own an article.</summary>
    public void Add(SimulatedAccount account) => Set(_accounts, account.Token, account);

    /// <summary>Removes an article and its files.</summary>
    public void Remove(long articleId)
    {
        lock (_lock)
        {
            RemoveLocked(articleId);
        }
    }

    /// <summary>Returns the article with an id, public or private, or null.</summary>
    public SimulatedArticle? FindArticle(long articleId) => Find(_articles, articleId);

    /// <summary>Returns the file with an id from any article, or null.</summary>
    public SimulatedFile? FindFile(long fileId) => Find(_files, fileId).File;

    /// <summary>Returns the article that contains a file, or null.</summary>
    public SimulatedArticle? FindArticleOfFile(long fileId) => Find(_files, fileId).Article;

    /// <summary>Returns the collection with an id, or null.</summary>
    public SimulatedCollection? FindCollection(long collectionId) => Find(_collections, collectionId);

    /// <summary>Returns the project with an id, or null.</summary>
    public SimulatedProject? FindProject(long projectId) => Find(_projects, projectId);

    /// <summary>Returns the account with a token, or null.</summary>
    public SimulatedAccount? FindAccount(string token) => Find(_accounts, token);

    /// <summary>Returns the articles of an account, both published articles and drafts.</summary>
    public IReadOnlyList<SimulatedArticle> ArticlesOf(SimulatedAccount account) =>
        [.. Articles.Where(article => article.Owner == account)];

    /// <summary>Returns the published articles.</summary>
    internal IEnumerable<SimulatedArticle> PublicArticles() => Articles.Where(article => article.IsPublic);

    /// <summary>Returns the published articles among those with the given ids, in the order of the ids.</summary>
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
        if (!_articles.Remove(articleId, out var article))
        {
            return;
        }

        foreach (var file in article.Versions.SelectMany(version => version.Files))
        {
            _files.Remove(file.Id);
        }
    }
}
