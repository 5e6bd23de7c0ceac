using System;
using System.IO;
using System.Text;
using System.Xml;

namespace FigshareTools.Reports;

/// <summary>
/// Writes HTML that is also well-formed XML. Every text and every attribute is escaped, and shows characters that have no
/// shape or change the direction of the text around them as numbers.
/// </summary>
internal sealed class HtmlWriter : IDisposable
{
    private const string HtmlNamespace = "http://www.w3.org/1999/xhtml";
    private const string SvgNamespace = "http://www.w3.org/2000/svg";

    private readonly XmlWriter _xml;
    private int _depth;
    private int _svgDepth;

    public HtmlWriter(Stream stream)
    {
        _xml = XmlWriter.Create(stream, new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            OmitXmlDeclaration = true,
            NewLineChars = "\n",
            NewLineHandling = NewLineHandling.None,
        });
        _xml.WriteRaw("<!DOCTYPE html>\n");
    }

    /// <summary>Begins an element. Within an svg element, all elements are of SVG.</summary>
    /// <param name="name">The name of the element.</param>
    /// <param name="attributes">Names and values of its attributes.</param>
    public void Begin(string name, params (string Name, string Value)[] attributes)
    {
        _depth++;
        if (_svgDepth == 0 && name == "svg")
        {
            _svgDepth = _depth;
        }

        _xml.WriteStartElement(name, _svgDepth > 0 ? SvgNamespace : HtmlNamespace);
        foreach (var (attribute, value) in attributes)
        {
            _xml.WriteAttributeString(attribute, Clean(value));
        }
    }

    /// <summary>Ends the element that was begun last, with an end tag, because HTML ignores the slash of an empty one.</summary>
    public void End()
    {
        _xml.WriteFullEndElement();
        _svgDepth = _depth == _svgDepth ? 0 : _svgDepth;
        _depth--;
    }

    /// <summary>Ends a block, and the line of the source.</summary>
    public void EndBlock()
    {
        End();
        _xml.WriteWhitespace("\n");
    }

    /// <summary>Writes an element that cannot have content, such as meta.</summary>
    public void Void(string name, params (string Name, string Value)[] attributes)
    {
        Begin(name, attributes);
        _xml.WriteEndElement();
        _depth--;
        _xml.WriteWhitespace("\n");
    }

    /// <summary>Writes an element with a text.</summary>
    public void Element(string name, string text, params (string Name, string Value)[] attributes)
    {
        Begin(name, attributes);
        Text(text);
        End();
    }

    /// <summary>Writes a text.</summary>
    public void Text(string text) => _xml.WriteString(Clean(text));

    /// <summary>
    /// Writes a style sheet of this program. It has no character that XML escapes, because HTML reads styles as they are.
    /// </summary>
    public void Style(string css)
    {
        Begin("style");
        _xml.WriteString(css);
        EndBlock();
    }

    public void Dispose() => _xml.Dispose();

    /// <summary>XML has no characters U+FFFE and U+FFFF, which are not characters of Unicode either.</summary>
    private static string Clean(string text) =>
        PrintableText.OfLines(text).Replace('\uFFFE', '\uFFFD').Replace('\uFFFF', '\uFFFD');
}
