using System;
using System.Collections.Generic;
using FigshareTools.Simulator;
using FigshareTools.Torture.Plates;
using static FigshareTools.FigshareErrorId;

namespace FigshareTools.Torture.Faults;

/// <summary>All faults of the schedules. A response that the classifier knows has a row here.</summary>
internal static class FaultTable
{
    private static readonly FigshareErrorId[] s_oddAnswer =
        [UnexpectedAnswer, WrongContent, LengthMismatch, Md5Mismatch, ConnectionFailed];

    /// <summary>The faults of one plate: its downloads from the API's address, the downloader and the storage.</summary>
    public static IReadOnlyList<FaultRecipe> OfPlate(Dripper dripper) =>
    [
        .. Connections(dripper), .. Statuses(), .. Bodies(), .. Headers(),
    ];

    /// <summary>The faults of the API's JSON. They affect all plates of which the API is asked.</summary>
    public static IReadOnlyList<FaultRecipe> OfApi { get; } =
    [
        Api("429", _ => Fault.TooManyRequests(2), RateLimited),
        Api("500", _ => Fault.Status(500), ServerError),
        Api("503", _ => Fault.Status(503, 3), ServerError),
        Api("drop", _ => Fault.Drop(FaultPoint.Api), ConnectionFailed),
        Api("no response", _ => Fault.NoResponse(FaultPoint.Api), ConnectionTimeout),
        Api("cut", random => Fault.Close(random.Next(300), FaultPoint.Api), ConnectionFailed, UnexpectedAnswer),
        Api("reset", random => Fault.Reset(random.Next(300), FaultPoint.Api), ConnectionFailed, UnexpectedAnswer),
        Api("stall", random => Fault.Stall(random.Next(300), FaultPoint.Api), ConnectionTimeout, TransferStalled),
        Api("short", random => Fault.ShortBody(random.Next(300), FaultPoint.Api), UnexpectedAnswer, ConnectionFailed),
        Api("page with 200", _ => Fault.HtmlBody(FaultPoint.Api), UnexpectedAnswer, WrongContent),
        Api("403 page", _ => Fault.ForbiddenHtml(FaultPoint.Api), AccessRefused),
        Api("403 JSON", _ => Fault.ForbiddenJson(), PermissionDenied),
        Api("404", _ => Fault.NotFound(), NotFound),
        Api("challenge", _ => Fault.Challenge(FaultPoint.Api), WafChallenge),
    ];

    private static IEnumerable<FaultRecipe> Connections(Dripper dripper)
    {
        FigshareErrorId[] silence = [TransferStalled, ConnectionTimeout];
        yield return Attempt("reset", (r, p) => Fault.Reset(Position(r, p)), ConnectionFailed);
        yield return Attempt("cut", (r, p) => Fault.Close(Position(r, p)), ConnectionFailed);
        yield return Attempt("stall", (r, p) => Fault.Stall(Position(r, p)), silence);
        yield return Attempt("drip", (_, _) => dripper.Drip(), silence);
        yield return Attempt("no response", (r, _) => Fault.NoResponse(AnyPoint(r)), silence);
        yield return Attempt("drop", (r, _) => Fault.Drop(AnyPoint(r)), ConnectionFailed);
        yield return Attempt("unreachable storage",
            (r, _) => Fault.RedirectTo("http://127.0.0.1:1/plate", FigsharePoint(r)), ConnectionFailed);
    }

    private static IEnumerable<FaultRecipe> Statuses()
    {
        yield return Attempt("429", (r, _) => Fault.TooManyRequests(r.Next(1, 90), AnyPoint(r)), RateLimited);
        yield return Plate("429 for hours", (r, _) => Fault.TooManyRequests(7300, AnyPoint(r)), RateLimited);
        yield return Attempt("408", (r, _) => Fault.Status(408, point: AnyPoint(r)), ServerError);
        yield return Attempt("500", (r, _) => Fault.Status(500, point: AnyPoint(r)), ServerError);
        yield return Attempt("502", (r, _) => Fault.Status(502, point: AnyPoint(r)), ServerError);
        yield return Attempt("503", (r, _) => Fault.Status(503, r.Next(1, 30), AnyPoint(r)), ServerError);
        yield return Attempt("403 XML", (_, _) => Fault.ForbiddenXml(), LinkExpired);
        yield return Plate("403 page", (r, _) => Fault.ForbiddenHtml(AnyPoint(r)), AccessRefused);
        yield return Plate("challenge", (r, _) => Fault.Challenge(AnyPoint(r)), WafChallenge);
        yield return Plate("captcha", (r, _) => Fault.Captcha(AnyPoint(r)), WafChallenge);
        yield return Plate("403 JSON", (r, _) => Fault.ForbiddenJson(point: AnyPoint(r)), PermissionDenied);
        yield return Plate("401", (r, _) => Fault.Unauthorized(AnyPoint(r)), PermissionDenied);
        yield return Plate("404", (r, _) => Fault.NotFound(AnyPoint(r)), NotFound);
        yield return Plate("410", (r, _) => Fault.Status(410, point: AnyPoint(r)), NotFound);
        yield return Plate("418", (r, _) => Fault.Status(418, point: AnyPoint(r)), UnexpectedAnswer);
        yield return Plate("redirect to nowhere", (r, _) => Fault.NoLocation(FigsharePoint(r)), UnexpectedAnswer);
        yield return Attempt("416", (_, _) => OddResponses.RangeNotSatisfiable(), s_oddAnswer);
    }

    private static IEnumerable<FaultRecipe> Bodies()
    {
        const string Text = "Internal error, ok.";
        yield return Content("flipped byte", (r, p) => Fault.WrongBytes(r.NextInt64(Math.Max(1, p.Content.Length))), Md5Mismatch)
            with { Harm = FaultHarm.Bytes };
        yield return Content("wrong length", (r, p) => Fault.WrongLength(r.NextInt64((2 * p.Content.Length) + 2)), s_oddAnswer)
            with { Harm = FaultHarm.Length, ChangesIdentity = true };
        yield return Content("short", (r, p) => Fault.ShortBody(Position(r, p)), s_oddAnswer) with { Harm = FaultHarm.Length };
        yield return Attempt("no Content-Length", (_, _) => Fault.NoContentLength(), s_oddAnswer);
        yield return Content("page with 200", (_, _) => Fault.HtmlBody(), s_oddAnswer);
        yield return Content("XML with 200", (_, _) => Fault.XmlBody(), s_oddAnswer);
        yield return Content("text with 200", (_, _) => OddResponses.Text(200, "text/plain", Text), s_oddAnswer);
        yield return Content("JSON with 200",
            (_, _) => OddResponses.Text(200, "application/json", """{"message":"no","code":"Oops"}"""), s_oddAnswer);
        yield return Content("gzip", (_, _) => OddResponses.Gzip(), s_oddAnswer);
    }

    private static IEnumerable<FaultRecipe> Headers()
    {
        yield return Attempt("ignored range", (_, _) => Fault.IgnoreRange(), s_oddAnswer);
        yield return Attempt("wrong range", (_, _) => OddResponses.ShiftedRange(), s_oddAnswer);
        yield return Content("wrong total", (_, _) => OddResponses.Header("Content-Range", value => value + "0"), s_oddAnswer);
        yield return Attempt("weak ETag", (_, _) => OddResponses.Header("ETag", value => "W/" + value), s_oddAnswer)
            with { ChangesIdentity = true };
        yield return Attempt("no ETag", (_, _) => OddResponses.Header("ETag", _ => null), s_oddAnswer)
            with { ChangesIdentity = true };
        yield return Attempt("another ETag", (r, _) =>
            {
                var tag = $"\"{r.Next():x8}\"";
                return OddResponses.Header("ETag", _ => tag);
            }, s_oddAnswer)
            with { ChangesIdentity = true };
    }

    private static FaultRecipe Attempt(
        string name, Func<Random, TorturePlate, Fault> create, params FigshareErrorId[] errorIds) =>
        new(name, create, FaultCost.Attempt, errorIds);

    private static FaultRecipe Content(
        string name, Func<Random, TorturePlate, Fault> create, params FigshareErrorId[] errorIds) =>
        new(name, create, FaultCost.Content, errorIds);

    private static FaultRecipe Plate(
        string name, Func<Random, TorturePlate, Fault> create, params FigshareErrorId[] errorIds) =>
        new(name, create, FaultCost.Plate, errorIds);

    private static FaultRecipe Api(string name, Func<Random, Fault> create, params FigshareErrorId[] errorIds) =>
        new($"API {name}", (random, _) => create(random), FaultCost.Plate, errorIds);

    private static long Position(Random random, TorturePlate plate) => random.NextInt64(plate.Content.Length + 1);

    private static FaultPoint AnyPoint(Random random) =>
        random.Next(3) == 0 ? FigsharePoint(random) : FaultPoint.Storage;

    private static FaultPoint FigsharePoint(Random random) =>
        random.Next(2) == 0 ? FaultPoint.Redirect : FaultPoint.Downloader;
}
