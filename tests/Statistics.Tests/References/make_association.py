"""Writes association.json: correlations as scipy computes them, Cramer's V after Bergsma (2013). Run with Debian's /usr/bin/python3."""
import json
import pathlib

import numpy as np
from scipy import stats

random = np.random.default_rng(20240612)


def pair(n, slope, round_to):
    x = np.round(random.standard_t(4, n), round_to)
    y = np.round(slope * x + random.gamma(2, 1, n), round_to)
    return {"x": x.tolist(), "y": y.tolist(), "pearson": stats.pearsonr(x, y)[0], "spearman": stats.spearmanr(x, y)[0]}


def table(rows, columns, n, strength):
    weights = random.random((rows, columns)) + strength * np.eye(rows, columns)
    counts = random.multinomial(n, (weights / weights.sum()).ravel()).reshape(rows, columns)
    total = counts.sum()
    phi = stats.chi2_contingency(counts, correction=False)[0] / total
    corrected = max(0, phi - (rows - 1) * (columns - 1) / (total - 1))
    smaller = min(rows - (rows - 1) ** 2 / (total - 1), columns - (columns - 1) ** 2 / (total - 1)) - 1
    return {"counts": counts.ravel().tolist(), "columns": columns, "cramers_v": float(np.sqrt(corrected / smaller))}


def difference(r, n, s, m):
    z = (np.arctanh(s) - np.arctanh(r)) / np.sqrt(1 / (n - 3) + 1 / (m - 3))
    return {"r": r, "n": n, "s": s, "m": m, "z": float(z), "p": float(2 * stats.norm.sf(abs(z)))}


tables = {
    "pairs": [pair(30, .5, 4), pair(200, -1, 1), pair(9, 0, 0), pair(101, 3, 3)],
    "tables": [table(2, 2, 100, 2), table(3, 4, 300, 1), table(5, 5, 80, 4), table(4, 2, 1000, 0)],
    "differences": [difference(.3, 100, .5, 80), difference(-.2, 1000, -.25, 500), difference(.9, 20, .1, 40)],
}
pathlib.Path(__file__).with_name("association.json").write_text(json.dumps(tables, separators=(",", ":")) + "\n")
