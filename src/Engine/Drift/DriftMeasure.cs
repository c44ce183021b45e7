namespace Plumbline.Engine.Drift;

/// <summary>Distances and tests between the two sides of a column, in the order they are shown. Definitions: docs/methods.</summary>
public enum DriftMeasure
{
    Psi,
    JensenShannon,
    Hellinger,
    TotalVariation,
    LInfinity,
    KullbackLeibler,
    ChiSquared,
    GTest,
    CramersV,
    FisherExact,
    KolmogorovSmirnov,
    CramerVonMises,
    MannWhitney,
    WelchT,
    EppsSingleton,
    AndersonDarling,
    Wasserstein,
    WassersteinNormalised,
    Energy,
    EnergyNormalised,
    Kuiper,
}

/// <summary>Names of measures as the command line and the JSON write them.</summary>
public static class DriftMeasures
{
    static readonly DriftMeasure[] s_all = Enum.GetValues<DriftMeasure>();

    static readonly DriftMeasure[] s_usual =
    [
        DriftMeasure.Psi, DriftMeasure.JensenShannon, DriftMeasure.Hellinger, DriftMeasure.TotalVariation, DriftMeasure.ChiSquared,
        DriftMeasure.KolmogorovSmirnov, DriftMeasure.Wasserstein, DriftMeasure.WassersteinNormalised,
    ];

    /// <summary>Every measure.</summary>
    public static IReadOnlyList<DriftMeasure> All => s_all;

    /// <summary>What a report shows unless asked for more.</summary>
    public static IReadOnlyList<DriftMeasure> Usual => s_usual;

    /// <summary>The name, in snake case.</summary>
    public static string Name(this DriftMeasure measure) => measure switch
    {
        DriftMeasure.Psi => "psi",
        DriftMeasure.JensenShannon => "jensen_shannon",
        DriftMeasure.Hellinger => "hellinger",
        DriftMeasure.TotalVariation => "total_variation",
        DriftMeasure.LInfinity => "l_infinity",
        DriftMeasure.KullbackLeibler => "kullback_leibler",
        DriftMeasure.ChiSquared => "chi_squared",
        DriftMeasure.GTest => "g_test",
        DriftMeasure.CramersV => "cramers_v",
        DriftMeasure.FisherExact => "fisher_exact",
        DriftMeasure.KolmogorovSmirnov => "kolmogorov_smirnov",
        DriftMeasure.CramerVonMises => "cramer_von_mises",
        DriftMeasure.MannWhitney => "mann_whitney",
        DriftMeasure.WelchT => "welch_t",
        DriftMeasure.EppsSingleton => "epps_singleton",
        DriftMeasure.AndersonDarling => "anderson_darling",
        DriftMeasure.Wasserstein => "wasserstein",
        DriftMeasure.WassersteinNormalised => "wasserstein_normalised",
        DriftMeasure.Energy => "energy",
        DriftMeasure.EnergyNormalised => "energy_normalised",
        DriftMeasure.Kuiper => "kuiper",
    };

    /// <summary>True for what is computed from counts on cells, for numbers and categories alike; the rest needs ordered values.</summary>
    public static bool IsOnCounts(this DriftMeasure measure) => measure <= DriftMeasure.FisherExact;

    /// <summary>Finds a measure by name; <c>csi</c> is another name of <c>psi</c>.</summary>
    public static bool TryParse(string name, out DriftMeasure measure)
    {
        foreach (var candidate in s_all)
        {
            if (candidate.Name() != name) continue;
            measure = candidate;
            return true;
        }
        measure = DriftMeasure.Psi;
        return name == "csi";
    }
}
