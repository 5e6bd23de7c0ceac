using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using System.Text;

namespace FigshareTools.Hosting.Csv;

/// <summary>
/// Converts the value of <c>-Encoding</c>: PowerShell's names (<c>utf8BOM</c>, <c>oem</c>, ...), the names of .NET, and
/// the numbers of code pages.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CsvEncodingAttribute : ArgumentTransformationAttribute
{
    private static readonly UTF8Encoding s_utf8NoBom = new(encoderShouldEmitUTF8Identifier: false);

    private static readonly Dictionary<string, Func<Encoding>> s_known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ansi"] = () => Encoding.GetEncoding(CultureInfo.CurrentCulture.TextInfo.ANSICodePage),
        ["ascii"] = () => Encoding.ASCII,
        ["bigendianunicode"] = () => Encoding.BigEndianUnicode,
        ["bigendianutf32"] = () => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
        ["default"] = () => s_utf8NoBom,
        ["oem"] = Oem,
        ["unicode"] = () => Encoding.Unicode,
        ["utf8"] = () => s_utf8NoBom,
        ["utf8BOM"] = () => Encoding.UTF8,
        ["utf8NoBOM"] = () => s_utf8NoBom,
        ["utf32"] = () => Encoding.UTF32,
    };

    // Without this registration .NET supports no regional code pages.
    static CsvEncodingAttribute() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The default encoding of PowerShell: UTF-8 without a byte order mark.</summary>
    public static Encoding Default => s_utf8NoBom;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var plain = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return plain switch
        {
            string name => s_known.TryGetValue(name, out var known) ? known() : Encoding.GetEncoding(name),
            int codePage => Encoding.GetEncoding(codePage),
            _ => plain,
        };
    }

    // Only Windows has a separate code page for console programs.
    private static Encoding Oem() => OperatingSystem.IsWindows()
        ? Encoding.GetEncoding(CultureInfo.CurrentCulture.TextInfo.OEMCodePage)
        : s_utf8NoBom;
}
