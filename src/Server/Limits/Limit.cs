namespace Plumbline.Server.Limits;

/// <summary>One limit, for showing.</summary>
public sealed record Limit(string Name, long Value, string Unit, string WhatHappens);
