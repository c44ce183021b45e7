namespace Plumbline.Engine.Operations;

/// <summary>Tails of Student's t distribution with a whole number of degrees of freedom.</summary>
/// <remarks>Source: Abramowitz and Stegun, "Handbook of Mathematical Functions" (1964), 26.7.3 and 26.7.4: finite sums.</remarks>
static class StudentTail
{
    const int Halvings = 200;

    /// <summary>P(|T| >= t).</summary>
    /// <param name="t">At least 0.</param>
    /// <param name="freedom">At least 1.</param>
    public static double TwoSided(double t, int freedom)
    {
        double angle = Math.Atan(t / Math.Sqrt(freedom));
        double cosine = Math.Cos(angle), square = cosine * cosine;
        bool isOdd = freedom % 2 == 1;
        double term = isOdd ? cosine : 1, sum = freedom == 1 ? 0 : term;
        for (int k = isOdd ? 3 : 2; k <= freedom - 2; k += 2) sum += term *= square * (k - 1) / k;
        double inside = isOdd ? 2 / Math.PI * (angle + (Math.Sin(angle) * sum)) : Math.Sin(angle) * sum;
        return Math.Clamp(1 - inside, 0, 1);
    }

    /// <summary>The t whose two tails hold <paramref name="level"/>, in (0, 1).</summary>
    public static double Quantile(double level, int freedom)
    {
        double low = 0, high = 1;
        while (TwoSided(high, freedom) > level) high *= 2;
        for (int i = 0; i < Halvings && low < high; i++)
        {
            double middle = (low + high) / 2;
            if (TwoSided(middle, freedom) > level) low = middle;
            else high = middle;
        }
        return (low + high) / 2;
    }
}
