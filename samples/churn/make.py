"""Writes reference.csv and current.csv: a churn model before and during an incident (seeded, standard library only).

From app version 8.3 on, minutes_used_30d no longer arrives; the model fills it with the mean and finds fewer churners.
"""
import csv
import math
import random
from datetime import datetime, timedelta


def row(r, number, time, incident):
    tenure = min(72, int(r.expovariate(1 / 22)) + 1)
    contract = r.choices(["monthly", "yearly", "two years"], [0.55, 0.28, 0.17])[0]
    charges = round(r.gauss(68, 22) if contract == "monthly" else r.gauss(58, 19), 2)
    minutes = round(r.lognormvariate(5.6, 0.75))
    sessions = max(0, round(r.gauss(21, 8) * (0.9 if incident else 1)))
    tickets = sum(r.random() < 0.09 for _ in range(8))
    region = r.choices(["north", "east", "south", "west", "islands"], [0.3, 0.24, 0.24, 0.2, 0.02])[0]
    version = r.choices(["v8.3", "v8.2", "v8.1", "v7.9"], [0.26, 0.36, 0.26, 0.12] if incident else [0, 0.5, 0.36, 0.14])[0]
    gender = r.choice(["female", "male"])
    age = max(18, min(90, round(r.gauss(44, 15))))
    base = -1.1 - 0.035 * tenure + (0.9 if contract == "monthly" else -0.5) + 0.35 * tickets + 0.008 * (charges - 60)
    truth = 1 / (1 + math.exp(-(base - 1.5 * (math.log(minutes + 1) - 5.6))))
    missing = version == "v8.3" or r.random() < 0.012
    seen = math.exp(5.9) if missing else minutes
    score = 1 / (1 + math.exp(-(base - 1.5 * (math.log(seen + 1) - 5.6) + r.gauss(0, 0.25))))
    churned = r.random() < truth
    return {
        "customer": f"c{number:06d}", "time": time.strftime("%Y-%m-%d %H:%M:%S"), "tenure_months": tenure, "monthly_charges": charges,
        "minutes_used_30d": "" if missing else minutes, "sessions_30d": sessions, "support_tickets_30d": tickets,
        "contract": contract, "region": region, "app_version": version, "gender": gender, "age": age,
        "score": round(score, 4), "decision": "yes" if score >= 0.3 else "no", "churned": "yes" if churned else "no",
    }


def write(path, seed, rows, start, first, incident):
    r = random.Random(seed)
    with open(path, "w", newline="") as file:
        out = None
        for i in range(rows):
            record = row(r, first + i, start + timedelta(minutes=10 * i), incident)
            out = out or csv.DictWriter(file, record, lineterminator="\n")
            if i == 0:
                out.writeheader()
            out.writerow(record)


write("reference.csv", 7, 6000, datetime(2026, 9, 1), 1, False)
write("current.csv", 8, 2500, datetime(2026, 11, 3), 6001, True)
