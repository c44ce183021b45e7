using System.Numerics;
using Plumbline.Statistics.Association;

namespace Plumbline.Statistics.Multivariate;

/// <summary>Logistic regression with a ridge penalty: minimises the summed log loss plus half the squared norm of the weights (intercept
/// free).</summary>
/// <remarks>Minimised by L-BFGS (Nocedal and Wright, "Numerical optimization", 2006, algorithm 7.4, with halving steps). Same objective as
/// scikit-learn
/// <c>LogisticRegression(C=1)</c>.</remarks>
sealed class LogisticRegression
{
    const int Memory = 8;
    const int MostIterations = 200;

    readonly double[] _weights;

    LogisticRegression(double[] weights) => _weights = weights;

    /// <summary>Weights of the features, then the intercept.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>Fits on the given rows of a row-major matrix.</summary>
    /// <param name="values">Row after row.</param>
    /// <param name="width">Features.</param>
    /// <param name="rows">The rows to fit on.</param>
    /// <param name="labels">1 or 0 for every row of the matrix.</param>
    /// <param name="tolerance">Ends when the largest part of the gradient, per row, is below it.</param>
    /// <param name="cancellationToken">Ends the fit between steps.</param>
    public static LogisticRegression Fit(
        double[] values, int width, int[] rows, byte[] labels, double tolerance, CancellationToken cancellationToken)
    {
        double[] at = new double[width + 1], gradient = new double[width + 1];
        double value = Evaluate(values, width, rows, labels, at, gradient);
        List<(double[] Step, double[] Change, double Inverse)> memory = [];
        for (int iteration = 0; iteration < MostIterations && Largest(gradient) > tolerance * rows.Length; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double[] direction = Direction(gradient, memory, rows.Length);
            double slope = DotProduct.Of(direction, gradient);
            double length = 1;
            double[] next = new double[at.Length], nextGradient = new double[at.Length];
            double nextValue = double.NaN;
            for (int halving = 0; halving < 30; halving++, length /= 2)
            {
                for (int i = 0; i < at.Length; i++) next[i] = at[i] + (length * direction[i]);
                nextValue = Evaluate(values, width, rows, labels, next, nextGradient);
                if (nextValue <= value + (1e-4 * length * slope)) break;
            }
            if (!(nextValue < value)) break;
            Remember(memory, at, next, gradient, nextGradient);
            (at, gradient, value) = (next, nextGradient, nextValue);
        }
        return new(at);
    }

    /// <summary>The log odds of a row.</summary>
    public double Margin(ReadOnlySpan<double> row) => DotProduct.Of(row, _weights.AsSpan(0, row.Length)) + _weights[^1];

    static double Evaluate(double[] values, int width, int[] rows, byte[] labels, double[] at, double[] gradient)
    {
        Array.Clear(gradient);
        double loss = 0;
        ReadOnlySpan<double> weights = at.AsSpan(0, width);
        foreach (int row in rows)
        {
            ReadOnlySpan<double> features = values.AsSpan(row * width, width);
            double margin = DotProduct.Of(features, weights) + at[width];
            double signed = labels[row] == 1 ? margin : -margin;
            double tail = Math.Exp(-Math.Abs(signed));
            loss += Math.Log(1 + tail) + Math.Max(0, -signed);
            double error = (margin >= 0 ? 1 / (1 + tail) : tail / (1 + tail)) - labels[row];
            AddScaled(gradient.AsSpan(0, width), features, error);
            gradient[width] += error;
        }
        for (int i = 0; i < width; i++)
        {
            loss += .5 * at[i] * at[i];
            gradient[i] += at[i];
        }
        return loss;
    }

    static double[] Direction(double[] gradient, List<(double[] Step, double[] Change, double Inverse)> memory, int rows)
    {
        double[] direction = [.. gradient];
        double[] factors = new double[memory.Count];
        for (int i = memory.Count - 1; i >= 0; i--)
        {
            factors[i] = memory[i].Inverse * DotProduct.Of(memory[i].Step, direction);
            AddScaled(direction, memory[i].Change, -factors[i]);
        }
        // Before any curvature is known, a quarter of the rows bounds the curvature of a standardised feature.
        double scale = memory.Count == 0
            ? 4.0 / rows
            : 1 / (memory[^1].Inverse * DotProduct.Of(memory[^1].Change, memory[^1].Change));
        for (int i = 0; i < direction.Length; i++) direction[i] *= scale;
        for (int i = 0; i < memory.Count; i++)
            AddScaled(direction, memory[i].Step, factors[i] - (memory[i].Inverse * DotProduct.Of(memory[i].Change, direction)));
        for (int i = 0; i < direction.Length; i++) direction[i] = -direction[i];
        return direction;
    }

    static void Remember(
        List<(double[] Step, double[] Change, double Inverse)> memory, double[] at, double[] next, double[] gradient, double[] nextGradient)
    {
        double[] step = new double[at.Length], change = new double[at.Length];
        for (int i = 0; i < at.Length; i++) (step[i], change[i]) = (next[i] - at[i], nextGradient[i] - gradient[i]);
        double product = DotProduct.Of(step, change);
        if (!(product > 0)) return;
        memory.Add((step, change, 1 / product));
        if (memory.Count > Memory) memory.RemoveAt(0);
    }

    static double Largest(double[] gradient)
    {
        double largest = 0;
        foreach (double part in gradient) largest = Math.Max(largest, Math.Abs(part));
        return largest;
    }

    static void AddScaled(Span<double> to, ReadOnlySpan<double> from, double factor)
    {
        Vector<double> factors = new(factor);
        int i = 0;
        for (; i <= to.Length - Vector<double>.Count; i += Vector<double>.Count)
            (new Vector<double>(to[i..]) + (factors * new Vector<double>(from[i..]))).CopyTo(to[i..]);
        for (; i < to.Length; i++) to[i] += factor * from[i];
    }
}
