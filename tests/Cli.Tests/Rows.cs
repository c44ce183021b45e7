using System.Globalization;
using System.Text;
using Plumbline.Statistics;

namespace Plumbline.Cli.Tests;

/// <summary>Small files of seeded rows.</summary>
static class Rows
{
    /// <summary>CSV with the columns amount (normal), kind (a, b, c) and flag (yes, no).</summary>
    public static string Csv(int rows, ulong seed = 1, double shift = 0)
    {
        var random = new SeededRandom(seed);
        var text = new StringBuilder("amount,kind,flag\n");
        for (int i = 0; i < rows; i++)
            text.Append(CultureInfo.InvariantCulture,
                $"{random.NextNormal() + shift:R},{"abc"[(int)(random.NextDouble() * 3)]},{(random.NextDouble() < .3 ? "yes" : "no")}\n");
        return text.ToString();
    }

    /// <summary>CSV with one more column made from the row's number.</summary>
    public static string CsvWith(string name, Func<int, string> value, int rows = 400, ulong seed = 1)
    {
        string[] lines = Csv(rows, seed).TrimEnd('\n').Split('\n');
        return lines[0] + "," + name + "\n" + string.Concat(lines.Skip(1).Select((l, i) => $"{l},{value(i)}\n"));
    }

    /// <summary>CSV of a binary model: label (yes, no), p in [0, 1], answer, region.</summary>
    public static string Scored(int rows, ulong seed = 1)
    {
        var random = new SeededRandom(seed);
        var text = new StringBuilder("id,region,p,answer,label\n");
        for (int i = 0; i < rows; i++)
        {
            double p = random.NextDouble();
            text.Append(CultureInfo.InvariantCulture,
                $"r{seed}-{i},{(random.NextDouble() < .5 ? "north" : "south")},{p:R},{(p > .5 ? "yes" : "no")},{(random.NextDouble() < p ? "yes" : "no")}\n");
        }
        return text.ToString();
    }
}
