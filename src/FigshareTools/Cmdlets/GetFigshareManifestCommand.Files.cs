using System;
using System.Management.Automation;
using FigshareTools.Manifests;
using FigshareTools.References;

namespace FigshareTools.Cmdlets;

/// <content>Manifests on disk.</content>
public sealed partial class GetFigshareManifestCommand
{
    private void ListOrRead(string id)
    {
        if (id.StartsWith(ReferenceTextAttribute.FilePrefix, StringComparison.Ordinal))
        {
            ReadInPlaceOfItem(id, isLiteral: true);
            return;
        }

        FigshareReference reference;
        try
        {
            reference = FigshareReference.Parse(id);
        }
        catch (FigshareException e) when (e.ErrorId == FigshareErrorId.InvalidReference && this.MayBeFile(id))
        {
            ReadInPlaceOfItem(id, isLiteral: !WildcardPattern.ContainsWildcardCharacters(id));
            return;
        }

        List(reference);
    }

    private void ReadInPlaceOfItem(string path, bool isLiteral)
    {
        if (Version is not null)
        {
            throw new FigshareException(FigshareErrorId.InvalidReference,
                $"'{PastedText.Show(path)}' is a manifest, whose rows state their versions; leave -Version out.");
        }

        foreach (var file in this.ResolveFiles(path, isLiteral))
        {
            Read(file);
        }
    }

    private void Read(string path)
    {
        try
        {
            foreach (var entry in ManifestFile.Read(path, _cancellation.Token))
            {
                ItemOf(entry)?.WriteTo(this);
            }
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}
