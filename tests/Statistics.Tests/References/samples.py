"""Samples that Samples.cs makes with the same numbers, bit for bit: SplitMix64 and sums of uniforms, no library randomness."""
import json
import os

import numpy as np

GOLDEN = np.uint64(0x9E3779B97F4A7C15)


def uniforms(seed, n):
    with np.errstate(over="ignore"):
        x = np.uint64(seed) + GOLDEN * np.arange(1, n + 1, dtype=np.uint64)
        x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        x = x ^ (x >> np.uint64(31))
    return (x >> np.uint64(11)).astype(np.float64) * 2.0**-53


def sample(spec):
    """spec: seed, n, kind (uniform, cube, normal), scale, shift, step (0: none). Sorted."""
    n = spec["n"]
    if spec["kind"] == "normal":
        u = uniforms(spec["seed"], 12 * n).reshape(n, 12)
        x = np.zeros(n)
        for k in range(12):
            x = x + u[:, k]
        x = x - 6.0
    else:
        x = uniforms(spec["seed"], n)
        if spec["kind"] == "cube":
            x = x * x * x
    x = spec["shift"] + spec["scale"] * x
    if spec["step"] > 0:
        x = np.floor(x / spec["step"]) * spec["step"]
    return np.sort(x)


def spec(seed, n, kind="normal", scale=1.0, shift=0.0, step=0.0):
    return dict(seed=seed, n=n, kind=kind, scale=scale, shift=shift, step=step)


def pairs():
    """(name, reference, current): sizes, shifts, ties, skewness."""
    yield "same small", spec(1, 12), spec(2, 9)
    yield "shifted small", spec(3, 15), spec(4, 15, shift=1.0)
    yield "tied small", spec(5, 18, step=0.5), spec(6, 20, step=0.5, shift=0.3)
    yield "same", spec(7, 200), spec(8, 200)
    yield "uneven", spec(9, 60), spec(10, 900, shift=0.2)
    yield "shifted", spec(11, 400), spec(12, 500, shift=0.3)
    yield "wider", spec(13, 500), spec(14, 400, scale=1.3)
    yield "tied", spec(15, 300, step=0.5), spec(16, 350, step=0.5, shift=0.1)
    yield "counts", spec(17, 250, kind="cube", scale=9, step=1.0), spec(18, 260, kind="cube", scale=11, step=1.0)
    yield "skewed", spec(19, 700, kind="cube", scale=1000), spec(20, 800, kind="cube", scale=1000, shift=20)
    yield "far apart", spec(21, 300), spec(22, 300, shift=3.0)
    yield "two values", spec(23, 100, kind="uniform", scale=2, step=1.0), spec(24, 120, kind="uniform", scale=2, step=1.0)
    yield "far from zero", spec(25, 150, shift=1e6), spec(26, 150, shift=1e6)


def write(file, cases):
    """One case per line; numbers JSON does not know are text."""
    def plain(value):
        if isinstance(value, dict):
            return {k: plain(v) for k, v in value.items()}
        if isinstance(value, (list, tuple, np.ndarray)):
            return [plain(v) for v in value]
        if isinstance(value, (float, np.floating)):
            if np.isfinite(value):
                return float(value)
            return "NaN" if np.isnan(value) else ("Infinity" if value > 0 else "-Infinity")
        return value.item() if isinstance(value, np.generic) else value

    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), file)
    with open(path, "w") as f:
        f.write("[\n" + ",\n".join(json.dumps(plain(case)) for case in cases) + "\n]\n")
