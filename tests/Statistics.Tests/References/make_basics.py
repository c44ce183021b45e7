"""Writes basics.json: moments, quantiles, bins, proportions, multiplicity, by NumPy, SciPy and statsmodels."""
import warnings
from fractions import Fraction

import numpy as np
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint, proportions_ztest

from samples import sample, spec, uniforms, write

warnings.simplefilter("ignore")


def quantile_edges(x, count):
    edges = []
    for k in range(1, count):
        i, r = divmod((len(x) - 1) * k, count)
        edges.append(x[i] if r == 0 else x[i] + (x[i + 1] - x[i]) * r / count)
    return sorted(set(edges))


def atoms(x, count):
    values, counts = np.unique(x, return_counts=True)
    return [v for v, c in zip(values, counts) if Fraction(int(c)) > Fraction(len(x), count)]


def main():
    cases = []
    samples = [spec(51, 2), spec(52, 37), spec(53, 1000, shift=5), spec(54, 3001, kind="cube", scale=100), spec(55, 500, step=0.5), spec(56, 800, kind="cube", scale=9, step=1.0), spec(57, 2000, shift=1e6)]
    for s in samples:
        x = sample(s)
        moments = [len(x), x.mean(), x.var(ddof=1), stats.skew(x), stats.kurtosis(x), x.min(), x.max()]
        quantiles = np.quantile(x, [0, 0.05, 1 / 3, 0.5, 0.9, 1])
        cases.append(dict(name=f"sample {s['seed']}", sample=s, expected={
            "moments": moments, "quantiles": quantiles, "edges": quantile_edges(x, 20), "edges10": quantile_edges(x, 10), "atoms": atoms(x, 20),
            "equal_width": np.histogram_bin_edges(x, 12)[1:], "doane": np.histogram_bin_edges(x, "doane")[1:] if len(x) > 2 else x[-1:],
            "sturges": np.histogram_bin_edges(x, "sturges")[1:] if len(x) > 2 else np.linspace(x[0], x[1], 3)[1:],
            "doane_counts": np.histogram(x, "doane")[0] if len(x) > 2 else [len(x)], "distinct": np.unique(x) if len(x) < 1000 else [],
        }))
    for k, n in ((0, 10), (1, 10), (10, 10), (37, 1000), (999_999, 1_000_000)):
        cases.append(dict(name=f"{k}/{n}", inputs=[k, n], expected={"wilson": proportion_confint(k, n, method="wilson")}))
    for k1, n1, k2, n2 in ((56, 70, 48, 80), (0, 20, 5, 30), (3, 1000, 9, 900), (500_000, 1_000_000, 501_500, 1_000_000), (10, 10, 0, 20)):
        z, p = proportions_ztest([k2, k1], [n2, n1])
        ends = confint_proportions_2indep(k2, n2, k1, n1, method="newcomb", compare="diff")
        cases.append(dict(name=f"{k1}/{n1} {k2}/{n2}", inputs=[k1, n1, k2, n2], expected={"z": [z, p], "newcombe": [k2 / n2 - k1 / n1, *ends]}))
    for a, b, c, d in ((8, 2, 1, 5), (0, 10, 4, 6), (12, 5, 29, 2), (100, 900, 130, 870), (3, 4000, 12, 4100), (10, 10, 10, 10), (50_000, 60_000, 50_500, 59_000)):
        ratio, p = stats.fisher_exact([[a, b], [c, d]])
        cases.append(dict(name=f"table {a} {b} {c} {d}", inputs=[a, b, c, d], expected={"fisher": [ratio, p]}))
    for name, p in (("random", np.round(uniforms(61, 12) ** 3, 6)), ("ties", np.array([.01, .01, .04, .04, .5, 1.0])), ("one", np.array([.03]))):
        cases.append(dict(name=name, inputs=p, expected={m: multipletests(p, method=m)[1] for m in ("fdr_bh", "fdr_by", "holm")}))
    write("basics.json", cases)


main()
