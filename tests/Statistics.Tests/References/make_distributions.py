"""Writes distributions.json: distribution functions that the tests rest on, by SciPy."""
import numpy as np
from scipy import optimize, special, stats

from samples import write


def main():
    cases = []

    def add(name, inputs, measure, value):
        cases.append(dict(name=f"{name} {inputs}", inputs=inputs, expected={measure: value}))

    for a in (0.5, 1, 3.5, 20, 150, 5000.5, 2e6):
        for f in (0.01, 0.5, 0.95, 1, 1.05, 2, 10):
            add("gamma", [a, a * f], "gamma", [special.gammainc(a, a * f), special.gammaincc(a, a * f)])
    for k in (1, 2, 9, 19, 199, 999):
        for nc in (0.1, 3, 50, 700, 20000):
            for z in (-3, -1, 0, 1, 3):
                x = max(0.1, k + nc + z * np.sqrt(2 * (k + 2 * nc)))
                add("ncx2", [x, k, nc], "noncentral", stats.ncx2.cdf(x, k, nc))
    for k in (1, 4, 19, 99):
        for x in (k * 0.2, k + 3.0, 3.0 * k + 20, 500.0 + k):
            for p in (0.025, 0.2, 0.975):
                f = lambda nc: stats.ncx2.cdf(x, k, nc) - p if nc > 0 else stats.chi2.cdf(x, k) - p
                value = optimize.brentq(f, 0, 4 * x + 100, xtol=1e-12) if f(0) > 0 else 0.0
                add("ncx2 inverse", [x, k, p], "noncentrality", value)
    for n in (1, 2, 5, 20, 100, 140, 141, 1000, 20000, 200000):
        for z in (0.3, 0.5, 0.7, 0.9, 1.2, 1.6, 2.1, 3.0):
            d = z / np.sqrt(n)
            if d < 1:
                add("kstwo", [d, n], "kolmogorov", stats.kstwo.sf(d, n))
    for total, first, drawn in ((10, 4, 5), (60, 25, 11), (3000, 700, 900), (200000, 90000, 1000)):
        for x in range(max(0, drawn + first - total), min(first, drawn) + 1, max(1, min(first, drawn) // 7)):
            add("hypergeometric", [first, total - first, drawn, x], "hypergeometric", stats.hypergeom.pmf(x, total, first, drawn))
    write("distributions.json", cases)


main()
