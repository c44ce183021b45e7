"""Writes counts.json: distances and tests on counts of cells, by SciPy, statsmodels and the definitions of the methods pages."""
import warnings

import numpy as np
from scipy import optimize, stats
from scipy.spatial import distance

from samples import uniforms, write

warnings.simplefilter("ignore")


def multinomial(seed, n, weights):
    edges = np.cumsum(weights) / np.sum(weights)
    return np.bincount(np.searchsorted(edges, uniforms(seed, n), side="right"), minlength=len(weights))[: len(weights)]


def pairs():
    flat, zipf = np.ones(20), 1 / np.arange(1, 13)
    yield "same flat", multinomial(1, 1000, flat), multinomial(2, 1000, flat)
    yield "uneven sizes", multinomial(3, 60, flat), multinomial(4, 5000, flat)
    yield "zipf", multinomial(5, 3000, zipf), multinomial(6, 2000, zipf**0.7)
    yield "tilted", multinomial(7, 100000, flat), multinomial(8, 50000, np.linspace(1, 1.3, 20))
    yield "new cell", np.array([50, 30, 20, 0]), np.array([45, 28, 20, 7])
    yield "gone and empty cells", np.array([50, 0, 30, 20, 0, 10]), np.array([60, 0, 30, 22, 3, 0])
    yield "disjoint", np.array([100, 200, 0, 0]), np.array([0, 0, 150, 150])
    yield "two cells", np.array([900, 100]), np.array([850, 150])
    yield "few rows", np.array([3, 2, 1]), np.array([1, 2, 4])
    yield "millions", np.array([4_000_000, 3_000_000, 3_000_000]), np.array([4_001_000, 2_999_500, 2_999_500])


def smoothed(a, b):
    keep = (a + b) > 0
    a, b = a[keep], b[keep]
    k = len(a)
    return (a + 0.5) / (a.sum() + 0.5 * k), (b + 0.5) / (b.sum() + 0.5 * k)


def noncentrality(x, df, p):
    if stats.chi2.cdf(x, df) <= p:
        return 0.0
    high = 4 * x + 100
    return optimize.brentq(lambda v: stats.ncx2.cdf(x, df, v) - p, 1e-12, high, xtol=1e-12, rtol=1e-13)


def effect(a, b):
    keep = (a + b) > 0
    a, b = a[keep], b[keep]
    n, m, k = a.sum(), b.sum(), len(a)
    s = (1 / n + 1 / m) / (8 * np.log(2))
    jsd = distance.jensenshannon(a / n, b / m, base=2) ** 2
    ends = [min(1.0, np.sqrt(noncentrality(jsd / s, k - 1, p) * s)) for p in (0.975, 0.025)]
    return [np.sqrt(max(0, jsd - (k - 1) * s)), *ends]


def bias_corrected_v(a, b):
    keep = (a + b) > 0
    table = np.array([a[keep], b[keep]])
    n, k = table.sum(), table.shape[1]
    phi2 = max(0, stats.chi2_contingency(table, correction=False)[0] / n - (k - 1) / (n - 1))
    return np.sqrt(phi2 / min(k - (k - 1) ** 2 / (n - 1) - 1, 2 - 1 / (n - 1) - 1))


def rank_sums(a, b):
    x, y = np.repeat(np.arange(len(a)), a), np.repeat(np.arange(len(b)), b)
    location = stats.mannwhitneyu(y, x, alternative="two-sided", method="asymptotic", use_continuity=False)
    ranks = stats.rankdata(np.concatenate([x, y]))
    n, m, total = len(x), len(y), len(x) + len(y)
    mean, squares = n * m / 2, np.sum((ranks - ranks.mean()) ** 2)
    z = (location.statistic - mean) / np.sqrt(n * m / (total * (total - 1)) * squares)
    scores = (ranks - (total + 1) / 2) ** 2
    centred = scores - scores.mean()
    spread = centred[n:].sum() / np.sqrt(n * m / (total * (total - 1)) * np.sum(centred**2))
    return [z, location.pvalue], [spread, 2 * stats.norm.sf(abs(spread))]


def expected(a, b):
    keep = (a + b) > 0
    table = np.array([a[keep], b[keep]])
    p, q = a / a.sum(), b / b.sum()
    chi = stats.chi2_contingency(table, correction=False)
    g = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood")
    ps, qs = smoothed(a, b)
    out = {
        "chi_squared": [chi[0], chi[1], chi[2], int((chi[3] < 5).sum())],
        "g_test": [g[0], g[1], g[2], int((g[3] < 5).sum())],
        "jensen_shannon": distance.jensenshannon(p, q, base=2),
        "hellinger": np.sqrt(np.sum((np.sqrt(p) - np.sqrt(q)) ** 2) / 2),
        "total_variation": np.abs(p - q).sum() / 2,
        "l_infinity": distance.chebyshev(p, q),
        "psi": np.sum((qs - ps) * np.log(qs / ps)),
        "kullback_leibler": stats.entropy(qs, ps),
        "cramers_v": bias_corrected_v(a, b),
        "effect": effect(a, b),
    }
    if a.sum() < 1e6:
        out["location"], out["spread"] = rank_sums(a, b)
    return out


def detectable(n, m, cells, columns, level, power, tests):
    own = level * 0.8 / tests / columns
    critical = stats.chi2.isf(own, cells - 1)
    value = optimize.brentq(lambda v: stats.ncx2.sf(critical, cells - 1, v) - power, 1e-9, 10000, xtol=1e-12)
    return min(1.0, np.sqrt(value * (1 / n + 1 / m) / (8 * np.log(2))))


def main():
    cases = [dict(name=name, reference=a, current=b, expected=expected(a, b)) for name, a, b in pairs()]
    for inputs in ([1000, 1000, 20, 20, .05, .8, 3], [60, 1000, 6, 1, .05, .8, 3], [500, 500, 5, 40, .05, .8, 1], [100000, 50000, 12, 7, .01, .9, 3]):
        cases.append(dict(name=f"detectable {inputs}", inputs=inputs, expected={"detectable": detectable(*inputs)}))

    # The spread test without ties is Mood's.
    x, y = uniforms(31, 80), 1.3 * uniforms(32, 90) - 0.15
    z, p = stats.mood(y, x)
    order = np.argsort(np.concatenate([x, y]))
    cases.append(dict(name="mood", reference=(order < 80).astype(int), current=(order >= 80).astype(int), expected={"mood": [z, p]}))
    write("counts.json", cases)


main()
