"""Writes quality.json: model quality as scikit-learn, scipy and numpy compute it. Run with Debian's /usr/bin/python3."""
import json
import pathlib
import warnings

import numpy as np
from scipy import stats
from sklearn import metrics

warnings.filterwarnings("ignore")
random = np.random.default_rng(20240611)


def binary(n, round_to):
    truth = (random.random(n) < .35).astype(int)
    scores = np.round(1 / (1 + np.exp(-(random.normal(0, 1, n) + 1.2 * truth - .8))), round_to)
    decision = (scores >= .5).astype(int)
    fpr, tpr, thresholds = metrics.roc_curve(truth, scores, drop_intermediate=False)
    auc, variance = delong(truth, scores)
    return {
        "truth": truth.tolist(), "scores": scores.tolist(), "decision": decision.tolist(),
        "accuracy": metrics.accuracy_score(truth, decision), "balanced_accuracy": metrics.balanced_accuracy_score(truth, decision),
        "precision": metrics.precision_score(truth, decision), "recall": metrics.recall_score(truth, decision),
        "specificity": metrics.recall_score(truth, decision, pos_label=0), "f1": metrics.f1_score(truth, decision),
        "f2": metrics.fbeta_score(truth, decision, beta=2), "f05": metrics.fbeta_score(truth, decision, beta=.5),
        "matthews": metrics.matthews_corrcoef(truth, decision), "kappa": metrics.cohen_kappa_score(truth, decision),
        "log_loss": metrics.log_loss(truth, np.column_stack([1 - scores, scores]), eps=1e-15), "brier": metrics.brier_score_loss(truth, scores),
        "roc_auc": metrics.roc_auc_score(truth, scores), "delong_auc": auc, "delong_variance": variance,
        "average_precision": metrics.average_precision_score(truth, scores),
        "ks": stats.ks_2samp(scores[truth == 1], scores[truth == 0]).statistic,
        "false_positive_rates": fpr.tolist(), "true_positive_rates": tpr.tolist(), "thresholds": thresholds[1:].tolist(),
    }


def delong(truth, scores):
    positives, negatives = scores[truth == 1], scores[truth == 0]
    wins = (positives[:, None] > negatives) + .5 * (positives[:, None] == negatives)
    return wins.mean(), wins.mean(1).var(ddof=1) / len(positives) + wins.mean(0).var(ddof=1) / len(negatives)


def multiclass(n, k):
    truth = random.choice(k, n, p=np.arange(1, k + 1) / (k * (k + 1) / 2))
    scores = random.dirichlet(np.ones(k), n) + np.eye(k)[truth] * .6
    scores = np.round(scores / scores.sum(1, keepdims=True), 6)
    # The last label is never decided, so it has no precision.
    decision = scores[:, :k - 1].argmax(1)
    result = {
        "labels": k, "truth": truth.tolist(), "decision": decision.tolist(), "scores": scores.T.tolist(),
        "accuracy": metrics.accuracy_score(truth, decision), "balanced_accuracy": metrics.balanced_accuracy_score(truth, decision),
        "matthews": metrics.matthews_corrcoef(truth, decision), "kappa": metrics.cohen_kappa_score(truth, decision),
        "log_loss": metrics.log_loss(truth, np.clip(scores, 1e-15, 1 - 1e-15)), "brier": float(((scores - np.eye(k)[truth]) ** 2).sum(1).mean()),
    }
    matrix = metrics.confusion_matrix(truth, decision, labels=range(k)).astype(float)
    with np.errstate(invalid="ignore"):
        per = {"precision": matrix.diagonal() / matrix.sum(0), "recall": matrix.diagonal() / matrix.sum(1),
               "f1": 2 * matrix.diagonal() / (matrix.sum(0) + matrix.sum(1))}
    result["confusion"] = matrix.astype(int).ravel().tolist()
    for name, values in per.items():
        kept = ~np.isnan(values)
        result[name + "_macro"] = float(values[kept].mean())
        result[name + "_weighted"] = float(np.average(values[kept], weights=matrix.sum(1)[kept]))
    # Where every label is decided, scikit-learn's own averages.
    full = scores.argmax(1)
    result["decision_full"] = full.tolist()
    for name, score in (("precision", metrics.precision_score), ("recall", metrics.recall_score), ("f1", metrics.f1_score)):
        for average in ("micro", "macro", "weighted"):
            result[f"full_{name}_{average}"] = score(truth, full, average=average)
    result["full_f2_macro"] = metrics.fbeta_score(truth, full, beta=2, average="macro")
    return result


def multilabel(n, k):
    truth = (random.random((n, k)) < [.5, .3, .2, .4][:k]).astype(int)
    decision = np.where(random.random((n, k)) < .2, 1 - truth, truth)
    result = {"labels": k, "truth": truth.tolist(), "decision": decision.tolist(),
              "exact_match": metrics.accuracy_score(truth, decision), "hamming": metrics.hamming_loss(truth, decision)}
    for name, score in (("precision", metrics.precision_score), ("recall", metrics.recall_score), ("f1", metrics.f1_score)):
        for average in ("micro", "macro", "weighted"):
            result[f"{name}_{average}"] = score(truth, decision, average=average)
    return result


def regression(n):
    truth = np.round(random.gamma(2, 10, n), 4)
    truth[::17] = 0
    prediction = np.round(truth * 1.1 + random.normal(0, 4, n), 4)
    kept = truth != 0
    return {
        "truth": truth.tolist(), "prediction": prediction.tolist(), "mean_error": float((prediction - truth).mean()),
        "mae": metrics.mean_absolute_error(truth, prediction), "median_ae": metrics.median_absolute_error(truth, prediction),
        "rmse": metrics.mean_squared_error(truth, prediction, squared=False), "zero_targets": int((~kept).sum()),
        "mape": metrics.mean_absolute_percentage_error(truth[kept], prediction[kept]),
        "smape": float((2 * abs(prediction - truth) / (abs(truth) + abs(prediction))).mean()),
        "r2": metrics.r2_score(truth, prediction), "explained_variance": metrics.explained_variance_score(truth, prediction),
        "q10": metrics.mean_pinball_loss(truth, prediction, alpha=.1), "q50": metrics.mean_pinball_loss(truth, prediction, alpha=.5),
        "q90": metrics.mean_pinball_loss(truth, prediction, alpha=.9), "max_error": metrics.max_error(truth, prediction),
    }


tables = {
    "binary": [binary(80, 6), binary(200, 1), binary(150, 2)],
    "multiclass": [multiclass(120, 3), multiclass(200, 5)],
    "multilabel": [multilabel(60, 3), multilabel(100, 4)],
    "regression": [regression(50), regression(171)],
}
path = pathlib.Path(__file__).with_name("quality.json")
path.write_text(json.dumps(tables, separators=(",", ":")) + "\n")
