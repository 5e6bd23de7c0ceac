using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace FigshareTools.Simulator;

/// <summary>The articles of the simulated Figshare. May be changed while requests are served.</summary>
public sealed class SimulatedCatalog
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, SimulatedArticle> _articles = [];
    private readonly Dictionary<long, (SimulatedArticle Article, SimulatedFile File)> _files = [];

    /// <summary>All articles.</summary>
    public IReadOnlyList<SimulatedArticle> Articles
    {
        get
        {
            lock (_lock)
            {
                return [.. _articles.Values];
            }
        }
    }

    /// <summary>Publishes an article, in place of the one that had its id before.</summary>
    public void Add(SimulatedArticle article)
    {
        lock (_lock)
        {
            RemoveLocked(article.Id);
            _articles.Add(article.Id, article);

            // From old to new: a file id that stands for different bytes in two versions means the newer ones.
            foreach (SimulatedFile file in article.Versions.SelectMany(version => version.Files))
            {
                _files[file.Id] = (article, file);
            }
        }
    }

    /// <summary>Takes an article and its files away.</summary>
    public void Remove(long articleId)
    {
        lock (_lock)
        {
            RemoveLocked(articleId);
        }
    }

    /// <summary>The article of an id, or null.</summary>
    public SimulatedArticle? FindArticle(long articleId)
    {
        lock (_lock)
        {
            return _articles.GetValueOrDefault(articleId);
        }
    }

    /// <summary>The file of an id in whichever article, or null.</summary>
    public SimulatedFile? FindFile(long fileId)
    {
        lock (_lock)
        {
            return _files.GetValueOrDefault(fileId).File;
        }
    }

    /// <summary>The article that a file belongs to, or null.</summary>
    public SimulatedArticle? FindArticleOfFile(long fileId)
    {
        lock (_lock)
        {
            return _files.GetValueOrDefault(fileId).Article;
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
