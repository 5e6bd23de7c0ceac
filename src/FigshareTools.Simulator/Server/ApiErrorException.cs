using System;
using Microsoft.AspNetCore.Http;

namespace FigshareTools.Simulator;

/// <summary>Ends the processing of a request with an error response.</summary>
internal sealed class ApiErrorException(JsonResponse response) : Exception
{
    public JsonResponse Response => response;

    public static ApiErrorException BadRequest(string message) => new(JsonResponse.BadRequest(message));

    public static ApiErrorException NotFound(string entity) => new(JsonResponse.EntityNotFound(entity));

    /// <summary>
    /// 422, in the definition: "Syntax is correct but one of the parameters isn't correctly processed".
    /// </summary>
    public static ApiErrorException Unprocessable(string message) =>
        new(JsonResponse.Error(StatusCodes.Status422UnprocessableEntity, message, "UnprocessableEntity"));

    public static ApiErrorException Forbidden(string message) =>
        new(JsonResponse.Error(StatusCodes.Status403Forbidden, message, "Forbidden"));
}
