"""Writes multivariate.json: PCA errors and logistic weights as scikit-learn, kernel and cosine distances as numpy and scipy compute them."""
import json
import pathlib

import numpy as np
from scipy.spatial import distance
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

random = np.random.default_rng(20240613)


def pca(n, m, d):
    mixing = random.normal(0, 1, (d, d))
    reference = np.round(random.normal(0, 1, (n, d)) @ mixing, 5)
    current = np.round(random.normal(0, 1, (m, d)) @ random.normal(0, 1, (d, d)), 5)
    scaler = StandardScaler().fit(reference)
    model = PCA(n_components=.65).fit(scaler.transform(reference))

    def errors(rows):
        scaled = scaler.transform(rows)
        return np.linalg.norm(scaled - model.inverse_transform(model.transform(scaled)), axis=1)

    return {"reference": reference.tolist(), "current": current.tolist(), "components": int(model.n_components_),
            "reference_errors": errors(reference).tolist(), "current_errors": errors(current).tolist()}


def logistic(n, d):
    rows = np.round(random.normal(0, 1, (n, d)), 5)
    labels = (random.random(n) < 1 / (1 + np.exp(-rows @ np.linspace(-1, 1.5, d) - .3))).astype(int)
    model = LogisticRegression(C=1, tol=1e-12, max_iter=10000, solver="newton-cholesky").fit(rows, labels)
    return {"rows": rows.tolist(), "labels": labels.tolist(), "weights": model.coef_[0].tolist() + [model.intercept_[0]]}


def kernel(n, m, d):
    reference = np.round(random.normal(0, 1, (n, d)), 3).astype(np.float32)
    current = np.round(random.normal(.4, 1.2, (m, d)), 3).astype(np.float32)
    pooled = np.vstack([reference, current]).astype(float)
    width = np.median(distance.pdist(pooled))
    gram = np.exp(-distance.cdist(pooled, pooled, "sqeuclidean") / (2 * width ** 2))
    np.fill_diagonal(gram, 0)
    mmd = gram[:n, :n].sum() / (n * (n - 1)) + gram[n:, n:].sum() / (m * (m - 1)) - 2 * gram[:n, n:].sum() / (n * m)
    return {"reference": reference.tolist(), "current": current.tolist(), "width": width, "mmd": mmd,
            "cosine": distance.cosine(pooled[:n].mean(0), pooled[n:].mean(0))}


tables = {
    "pca": [pca(60, 40, 5), pca(100, 30, 9)],
    "logistic": [logistic(120, 3), logistic(300, 6)],
    "kernel": [kernel(20, 15, 3), kernel(33, 41, 17)],
}
pathlib.Path(__file__).with_name("multivariate.json").write_text(json.dumps(tables, separators=(",", ":")) + "\n")
