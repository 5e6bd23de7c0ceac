using FigshareTools.Rows;

namespace FigshareTools.Objects;

/// <summary>
/// Creates the objects that the cmdlets return. The engine's records are made for C#: in PowerShell they would show a method
/// <c>&lt;Clone&gt;$</c>, numbers for enumerations, and 0 for a file id that is not known.
/// </summary>
internal static class PlateObjects
{
    /// <summary>The object of a plate, a result or a verification.</summary>
    /// <param name="value">The engine's record.</param>
    /// <param name="row">The other columns of the row; null for none.</param>
    public static object Of(object value, object? row)
    {
        object item = value switch
        {
            FigsharePlate plate => new ListedPlate(plate),
            PlateResult result => new SavedPlate(result),
            PlateVerification verification => new TestedPlate(verification),
            _ => value,
        };
        return row is OtherColumns others ? others.AddTo(item) : item;
    }

    /// <summary>A file id; null for 0, which stands for "not known" in the engine.</summary>
    public static long? IdOf(long fileId) => fileId == 0 ? null : fileId;
}
