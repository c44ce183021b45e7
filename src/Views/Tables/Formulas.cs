namespace Plumbline.Views.Tables;

/// <summary>Formulas shown on hover; the same in every language.</summary>
static class Formulas
{
    static readonly Dictionary<string, string> s_formulas = new(StringComparer.Ordinal)
    {
        ["accuracy"] = "(TP + TN) / n",
        ["balanced_accuracy"] = "(TP/(TP+FN) + TN/(TN+FP)) / 2",
        ["precision"] = "TP / (TP + FP)",
        ["recall"] = "TP / (TP + FN)",
        ["true_positive_rate"] = "TP / (TP + FN)",
        ["specificity"] = "TN / (TN + FP)",
        ["false_positive_rate"] = "FP / (FP + TN)",
        ["false_negative_rate"] = "FN / (FN + TP)",
        ["selection_rate"] = "(TP + FP) / n",
        ["f1"] = "2 P R / (P + R)",
        ["mcc"] = "(TP·TN − FP·FN) / √((TP+FP)(TP+FN)(TN+FP)(TN+FN))",
        ["cohen_kappa"] = "(p₀ − pₑ) / (1 − pₑ)",
        ["log_loss"] = "−Σ (y ln p + (1 − y) ln(1 − p)) / n",
        ["brier"] = "Σ (p − y)² / n",
        ["mean_absolute_error"] = "Σ |e| / n",
        ["mae"] = "Σ |e| / n",
        ["root_mean_squared_error"] = "√(Σ e² / n)",
        ["rmse"] = "√(Σ e² / n)",
        ["mean_error"] = "Σ e / n",
        ["mape"] = "Σ |e / y| / n",
        ["smape"] = "Σ 2|e| / (|y| + |f|) / n",
        ["r2"] = "1 − Σ e² / Σ (y − ȳ)²",
    };

    /// <summary>The formula of a measure, or null.</summary>
    public static string? Of(string measure) => s_formulas.GetValueOrDefault(measure);
}
