"""Writes change.json: Newcombe's interval of two proportions, the z interval and test of two independent normal estimates, and smallest differences found
with 80 % power, by statsmodels and scipy."""
import json
import pathlib

from scipy import stats
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import confint_proportions_2indep

z = stats.norm.ppf(.975)
proportions = []
for k, n, l, m in [(80, 200, 45, 150), (3, 40, 9, 35), (0, 30, 5, 60), (995, 1000, 480, 500), (50, 100, 50, 100)]:
    low, high = confint_proportions_2indep(l, m, k, n, method="newcomb", compare="diff")
    proportions.append({"counts": [k, n, l, m], "value": l / m - k / n, "low": low, "high": high})
normal = []
for a, sa, b, sb in [(.81, .01, .77, .02), (5, 1.5, 5.2, .5), (-3, .2, 1, .3), (.9, .004, .9, .006)]:
    se = (sa * sa + sb * sb) ** .5
    normal.append({"reference": [a, sa], "current": [b, sb], "value": b - a, "low": b - a - z * se, "high": b - a + z * se, "se": se,
                   "p": 2 * stats.norm.sf(abs(b - a) / se)})
power = []
for n, sd, level, wanted in [(400, 1.0, .05, .8), (900, 2.0, .01, .8), (50, .5, .05, .9)]:
    effect = NormalIndPower().solve_power(nobs1=n, alpha=level, power=wanted, ratio=1)
    power.append({"se": sd * (2 / n) ** .5, "level": level, "power": wanted, "smallest": effect * sd})
path = pathlib.Path(__file__).with_name("change.json")
path.write_text(json.dumps({"proportions": proportions, "normal": normal, "power": power}, indent=1) + "\n")
