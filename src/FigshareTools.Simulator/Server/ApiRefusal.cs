using System;
using Microsoft.AspNetCore.Http;

namespace FigshareTools.Simulator;

/// <summary>Says that a request gets an error for an answer, from wherever that is found out.</summary>
internal sealed class ApiRefusal(JsonResponse answer) : Exception
{
    public JsonResponse Answer => answer;

    public static ApiRefusal BadRequest(string message) => new(JsonResponse.BadRequest(message));

    public static ApiRefusal NotFound(string entity) => new(JsonResponse.EntityNotFound(entity));

    /// <summary>The definition: "Syntax is correct but one of the parameters isn't correctly processed".</summary>
    public static ApiRefusal Unprocessable(string message) =>
        new(JsonResponse.Error(StatusCodes.Status422UnprocessableEntity, message, "UnprocessableEntity"));

    public static ApiRefusal Forbidden(string message) =>
        new(JsonResponse.Error(StatusCodes.Status403Forbidden, message, "Forbidden"));
}
