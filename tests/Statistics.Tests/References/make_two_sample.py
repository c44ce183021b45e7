"""Writes two_sample.json: tests and distances on raw samples, by SciPy. Kuiper follows the published formulas (Paltani 2004)."""
import math
import warnings

import numpy as np
from scipy import stats
from scipy.special import comb, gamma

from samples import pairs, sample, spec, write

warnings.simplefilter("ignore")


def kuiper_p(v, n):
    if v * n <= 1:
        return 1.0  # the first formula has no real value there
    if v < 2.0 / n:
        return 1.0 - gamma(n + 1) * (v - 1.0 / n) ** (n - 1)
    if v < 3.0 / n:
        k = -(n * v - 1.0) / 2.0
        r = math.sqrt(k**2 - (n * v - 2.0) ** 2 / 2.0)
        a, b = -k + r, -k - r
        return 1 - gamma(n) * (b ** (n - 1) * (1 - a) - a ** (n - 1) * (1 - b)) / n ** (n - 2) / (b - a)
    if (v > 0.5 and n % 2 == 0) or (v > (n - 1.0) / (2.0 * n) and n % 2 == 1):
        t = np.arange(np.floor(n * (1 - v)) + 1)
        y = v + t / n
        poly = y**3 * n - y**2 * t * (3 - 2 / n) + y * t * (t - 1) * (3 - 2 / n) / n - t * (t - 1) * (t - 2) / n**2
        return float((y ** (t - 3) * poly * comb(n, t) * (1 - v - t / n) ** (n - t - 1)).sum())
    z = v * math.sqrt(n)
    m = np.arange(1, 18.82 / z)
    e = np.exp(-2 * m**2 * z**2)
    return float((2 * (4 * m**2 * z**2 - 1) * e).sum() - 8 * v / 3 * (m**2 * (4 * m**2 * z**2 - 3) * e).sum())


def kuiper(x, y):
    f = np.searchsorted(y, x, "left") / len(y) - np.searchsorted(x, x, "left") / len(x)
    g = np.searchsorted(x, y, "left") / len(x) - np.searchsorted(y, y, "left") / len(y)
    v = max(0, f.max()) + max(0, g.max())
    return v, kuiper_p(v, len(x) * len(y) / (len(x) + len(y)))


def both(result):
    return [float(result.statistic), float(result.pvalue)]


def cramer_von_mises(x, y):
    result = stats.cramervonmises_2samp(x, y)
    return result.statistic, max(result.pvalue, 1e-4)


def measures(x, y, raw):
    out = {
        "kolmogorov_smirnov": both(stats.ks_2samp(x, y, method="auto")),
        "kuiper": list(map(float, kuiper(x, y))),
        "mann_whitney": both(stats.mannwhitneyu(x, y, alternative="two-sided", method="asymptotic")),
        "welch_t": both(stats.ttest_ind(x, y, equal_var=False)),
        "cramer_von_mises": [float(v) for v in cramer_von_mises(x, y)],
        "wasserstein": float(stats.wasserstein_distance(x, y)),
        "energy": float(stats.energy_distance(x, y)),
    }
    if raw:
        ad = stats.anderson_ksamp([x, y])
        out["anderson_darling"] = [float(ad.statistic), float(ad.significance_level)]
        out["epps_singleton"] = both(stats.epps_singleton_2samp(x, y))
    return out


def main():
    cases = []
    for name, r, c in pairs():
        x, y = sample(r), sample(c)
        cases.append(dict(name=name, reference=r, current=c, expected=measures(x, y, True)))
    large = [
        ("exact and uneven", spec(31, 5000), spec(32, 7000, shift=0.02)),
        ("exact and equal", spec(33, 10000), spec(34, 10000, scale=1.02)),
        ("asymptotic", spec(35, 20000), spec(36, 15000, shift=0.01)),
        ("asymptotic and uneven", spec(37, 30), spec(38, 20000, shift=0.3)),
        ("asymptotic, moderate", spec(39, 120), spec(40, 12000, shift=0.15)),
        ("asymptotic, clear", spec(41, 20000), spec(42, 15000, shift=0.03)),
    ]
    for name, r, c in large:
        cases.append(dict(name=name, reference=r, current=c, expected=measures(sample(r), sample(c), False)))
    write("two_sample.json", cases)


main()
