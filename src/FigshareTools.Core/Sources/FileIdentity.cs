using System;
using System.Globalization;

namespace FigshareTools.Sources;

/// <summary>
/// What identifies a state of a file on the storage. Bytes of two answers belong together only if its validator says so, or if
/// an MD5 decides in the end.
/// </summary>
/// <param name="ETag">The strong entity tag; null without one.</param>
/// <param name="LastModified">The date of the last change, if it is a strong validator; else null.</param>
/// <param name="Length">The length of the whole file; null when not stated.</param>
internal readonly record struct FileIdentity(string? ETag, DateTimeOffset? LastModified, long? Length)
{
    // A file that changes twice within a second keeps its date (RFC 9110, section 8.8.2.2).
    private static readonly TimeSpan s_resolution = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Whether a part of the file can be recognised as one: by a strong entity tag, or by a date together with a length.
    /// </summary>
    public bool HasValidator => ETag is not null || (LastModified is not null && Length is not null);

    /// <summary>The date of the last change, if it is older than the answer, and so a strong validator; else null.</summary>
    /// <param name="lastModified">The Last-Modified header.</param>
    /// <param name="date">The Date header.</param>
    public static DateTimeOffset? StrongDate(DateTimeOffset? lastModified, DateTimeOffset? date) =>
        date - lastModified >= s_resolution ? lastModified : null;

    /// <summary>Whether an answer is about another file: a property that both know differs.</summary>
    public bool Contradicts(FileIdentity other) =>
        (ETag is not null && other.ETag is not null
            ? ETag != other.ETag
            : LastModified is not null && other.LastModified is not null && LastModified != other.LastModified)
        || (Length is not null && other.Length is not null && Length != other.Length);

    /// <summary>Whether an answer is known to be about the same file: it has the same validator.</summary>
    public bool Confirms(FileIdentity known) => known.ETag is not null
        ? ETag == known.ETag
        : known.HasValidator && LastModified == known.LastModified && Length == known.Length;

    /// <summary>This identity, completed with what only the other one knows.</summary>
    public FileIdentity Or(FileIdentity other) =>
        new(ETag ?? other.ETag, LastModified ?? other.LastModified, Length ?? other.Length);

    /// <summary>A text that is equal for equal files.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0} {1:R} {2}", ETag, LastModified, Length);
}
