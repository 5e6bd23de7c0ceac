using System;
using System.Linq;
using System.Text;
using FigshareTools.PartialFiles;
using FigshareTools.Files;
using FigshareTools.Transfer;
using FigshareTools.Verification;

namespace FigshareTools.Core.Tests.Files;

public class JournalLineTests
{
    private static readonly PartialState s_state = new()
    {
        FileId = 35881208,
        Length = 25_000_000_000,
        ETag = "\"9b2cf535f27731c974343645a3985328-12\"",
        Flushed = [0, 10],
        Written = [0, 20, 30, 40],
        Reserved = 50,
        Writer = new WriterIdentity(
            "0123abcd-4567ef89-1267-c", "laboratoire-é", "boot\n1", "pid:[4026531836]", new ProcessIdentity(4711, "815")),
    };

    [Fact]
    public void A_state_survives_a_round_trip()
    {
        var read = JournalEntry.Parse(TextOf(s_state.ToLine()))!.State!;

        Assert.Equal([0L, 10], read.Flushed);
        Assert.Equal([0L, 20, 30, 40], read.Written!);
        Assert.Equal(s_state, read with { Flushed = s_state.Flushed, Written = s_state.Written });
    }

    [Fact]
    public void A_verification_entry_survives_a_round_trip()
    {
        var entry = new VerificationEntry { Name = "SQ00015096 \"é\".sqlite", FileId = 1, Length = 2, Md5 = "3", Modified = 4 };

        Assert.Equal(entry, VerificationEntry.Parse(TextOf(entry.ToLine())));
    }

    [Fact]
    public void The_format_of_lines_does_not_change()
    {
        const string State = """
            0234db15 {"State":{"FileId":35881208,"Length":null,"Md5":null,"ETag":"\u00229b2c\u0022","Flushed":[0,10],
            """ + """
            "Written":null,"Reserved":50,"Writer":{"Id":"0123abcd-4567ef89-1267-c","Machine":"lab-1/01234567",
            """ + """
            "Boot":"7f3c","Namespace":"pid:[1]","Process":4711,"Start":"815"}}}
            """;
        const string Write = """
            bc4de554 {"To":7,"Writer":"0123abcd-4567ef89-1267-c"}
            """;
        const string Verified = """
            b7984a18 {"Name":"SQ00015096.sqlite","FileId":35881208,"Length":25,
            """ + """
            "Md5":"0cc175b9c0f1b6a831c399e269772661","Modified":638990000000000000}
            """;
        var writer = new WriterIdentity(
            "0123abcd-4567ef89-1267-c", "lab-1/01234567", "7f3c", "pid:[1]", new ProcessIdentity(4711, "815"));

        var state = JournalEntry.Parse(State)!.State!;

        Assert.Equal([0L, 10], state.Flushed);
        Assert.Equal(
            new PartialState
            {
                FileId = 35881208,
                ETag = "\"9b2c\"",
                Flushed = state.Flushed,
                Reserved = 50,
                Writer = writer,
            },
            state);
        Assert.Equal(State, TextOf(state.ToLine()));
        Assert.Equal(new JournalEntry(null, 0, 7, writer.Id), JournalEntry.Parse(Write));
        Assert.Equal(Verified, TextOf(VerificationEntry.Parse(Verified)!.ToLine()));
    }

    [Fact]
    public void A_torn_line_is_ignored()
    {
        var line = TextOf(s_state.ToLine());

        Assert.All(Enumerable.Range(0, line.Length), length => Assert.Null(JournalEntry.Parse(line[..length])));
    }

    [Fact]
    public void A_complete_line_of_another_format_is_ignored()
    {
        Assert.Null(JournalEntry.Parse(TextOf(JournalLine.Format(json => json.WriteString("State", "of the art")))));
        Assert.Null(JournalEntry.Parse(TextOf(JournalLine.Format(json => json.WriteString("From", "here")))));
        Assert.Null(JournalEntry.Parse(TextOf(JournalLine.Format(json => json.WriteNumber("Writer", 1)))));
        Assert.Null(VerificationEntry.Parse(TextOf(JournalLine.Format(json => json.WriteNumber("Name", 1)))));
        Assert.Null(VerificationEntry.Parse(TextOf(JournalLine.Format(json => json.WriteNumber("Length", 1)))));
        Assert.Null(JournalEntry.Parse("741638a5 []"));
    }

    /// <summary>A line without its line breaks.</summary>
    private static string TextOf(byte[] line) => Encoding.UTF8.GetString(line).Trim('\n');
}
