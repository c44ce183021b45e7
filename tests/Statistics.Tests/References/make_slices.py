"""Writes slices.json: every slice of a small table by brute force, scored as SliceLine's equation 1, tested with scipy and statsmodels."""
import itertools
import json
import pathlib

import numpy as np
from scipy import stats
from statsmodels.stats.multitest import multipletests

random = np.random.default_rng(20240614)


def table(n, cardinalities, alpha, minimum, levels):
    codes = [random.integers(0, k, n) for k in cardinalities]
    losses = np.round(random.exponential(1, n) + 1.5 * ((codes[0] == 1) & (codes[1] == 0)), 4)
    found = []
    for level in range(1, levels + 1):
        for columns in itertools.combinations(range(len(codes)), level):
            for values in itertools.product(*(range(cardinalities[c]) for c in columns)):
                inside = np.all([codes[c] == v for c, v in zip(columns, values)], axis=0)
                if inside.sum() < minimum or inside.all():
                    continue
                score = alpha * (losses[inside].mean() / losses.mean() - 1) - (1 - alpha) * (n / inside.sum() - 1)
                found.append({"conditions": [[c, v] for c, v in zip(columns, values)], "rows": int(inside.sum()), "loss": losses[inside].mean(),
                              "elsewhere": losses[~inside].mean(), "score": score,
                              "p": stats.ttest_ind(losses[inside], losses[~inside], equal_var=False).pvalue})
    for slice_, q in zip(found, multipletests([s["p"] for s in found], method="fdr_bh")[1]):
        slice_["q"] = q
    tested = len(found)
    found = sorted((s for s in found if s["score"] > 0 and s["loss"] > losses.mean()), key=lambda s: -s["score"])
    return {"codes": [c.tolist() for c in codes], "cardinalities": cardinalities, "losses": losses.tolist(), "alpha": alpha, "minimum": minimum,
            "levels": levels, "tested": tested, "slices": found}


tables = [table(300, [3, 2, 4], .95, 10, 1), table(300, [3, 2, 4], .95, 10, 2), table(400, [2, 3, 2, 3], .9, 8, 3)]
pathlib.Path(__file__).with_name("slices.json").write_text(json.dumps(tables, separators=(",", ":")) + "\n")
