using System.Globalization;

namespace Plumbline.Load.Streams;

/// <summary>The four data sets with times of their own.</summary>
public static class StreamSources
{
    /// <summary>Stands for model quality among the flags.</summary>
    public const string Quality = "*";

    static readonly string[] s_taxiColumns =
    [
        "vendor_id", "pickup_datetime", "dropoff_datetime", "passenger_count", "trip_distance", "rate_code_id", "store_and_fwd_flag",
            "pickup_location_id",
        "dropoff_location_id", "payment_type", "fare_amount", "extra", "mta_tax", "tip_amount", "tolls_amount", "improvement_surcharge",
            "total_amount",
        "congestion_surcharge",
    ];

    static readonly string[] s_taxiMonths = ["2019-01", "2019-03", "2019-04", "2019-05", "2019-06", "2019-07", "2020-04"];

    public static IReadOnlyList<StreamSource> All { get; } = [Employment(), Electricity(), Taxi(), Hotel()];

    // The year of a row is known; within it the rows keep their order.
    static StreamSource Employment()
    {
        const string Rows = """
            WITH r AS (
              SELECT row_number() OVER () - 1 AS n, * EXCLUDE (employed), employed AS truth, TRUE AS is_reference FROM read_parquet('{0}/reference.parquet')
              UNION ALL BY NAME
              SELECT row_number() OVER () + 68784 AS n, a.*, t.employed AS truth, FALSE AS is_reference
              FROM read_parquet('{0}/analysis.parquet') a JOIN read_parquet('{0}/analysis_target.parquet') t USING (id))
            SELECT * REPLACE (CAST(prediction AS VARCHAR) AS prediction), predicted_probability AS score,
              make_timestamp(CAST(year AS BIGINT), 1, 1, 0, 0, 0) + (rank() OVER (PARTITION BY year ORDER BY id) - 1) * 31536000.0 / count(*) OVER (PARTITION BY year) * INTERVAL 1 SECOND AS t
            FROM r
            """;
        return new StreamSource("employment_MA", Rows, ["AGEP"],
            ["SCHL", "MAR", "RELP", "DIS", "ESP", "CIT", "MIG", "MIL", "ANC", "NATIVITY", "DEAR", "DEYE", "DREM", "SEX", "RAC1P"],
            [
                new Stretch("2016", At("2016-01-01"), At("2017-01-01"), "quiet, AUC .896-.911") { MayFlag = [] },
                new Stretch("2017", At("2017-01-01"), At("2018-01-01"), "one category 7.3 % -> 0, AUC unchanged") { MayFlag = null },
                new Stretch("2018, first rows", At("2018-01-01"), At("2018-02-23"),
                    "only RELP 16/17, AUC down to .803") { MustFlag = ["RELP", Quality] },
            ]);
    }

    static StreamSource Electricity()
    {
        const string Rows = """
            SELECT *, n >= 10000 AND n < 17000 AS is_reference, 'e' || n AS id, TIMESTAMP '1996-05-07' + n * INTERVAL 30 MINUTE AS t,
              NULL AS truth, NULL AS prediction, NULL AS score
            FROM (SELECT row_number() OVER () - 1 AS n, * FROM read_csv('{0}/electricity.csv.gz', header = true)) WHERE n >= 10000
            """;
        string[] constant = ["vicprice", "vicdemand", "transfer"];
        DateTimeOffset change = At("1996-05-07").AddMinutes(30 * 17_424);
        return new StreamSource("elec2", Rows, ["period", "nswprice", "nswdemand", .. constant], ["day"],
            [
                new Stretch("before 17 424", change.AddMinutes(-30 * 424), change,
                    "vicprice, vicdemand, transfer are constants") { MayFlag = ["nswprice", "nswdemand"] },
                new Stretch("from 17 424", change, change.AddDays(70),
                    "changed from the first row on; period never") { MustFlag = constant, MayFlag = [.. constant, "nswprice",
                    "nswdemand"] },
            ]);
    }

    static StreamSource Taxi()
    {
        string[] numbers = ["passenger_count", "trip_distance", "fare_amount", "extra", "mta_tax", "tip_amount", "tolls_amount",
            "improvement_surcharge",
            "total_amount", "congestion_surcharge"];
        return new StreamSource("nyc_taxi", string.Join("\nUNION ALL BY NAME\n", s_taxiMonths.Select(Month)), numbers,
            ["rate_code_id", "store_and_fwd_flag", "pickup_location_id", "dropoff_location_id", "payment_type"],
            [
                new Stretch("2019-01", At("2019-01-01"), At("2019-02-01"),
                    "congestion_surcharge 63 % null") { MustFlag = ["congestion_surcharge"] },
                new Stretch("2019-04 .. 2019-07", At("2019-04-01"), At("2019-08-01"),
                    "quiet but for tolls_amount") { MayFlag = ["tolls_amount"] },
                new Stretch("2020-04", At("2020-04-01"), At("2020-05-01"), "fares, pick-up zones") { MustFlag = ["fare_amount",
                    "pickup_location_id"] },
            ]);
    }

    // One of the files ends its header otherwise than its rows, so columns are named here. Trips whose clock was wrong are left out.
    static string Month(string month) => $$$"""
        SELECT row_number() OVER (ORDER BY t) - 1 AS n, *, {{{(month == "2019-03" ? "TRUE" : "FALSE")}}} AS is_reference, '{{{month}}}-' || n AS id,
          NULL AS truth, NULL AS prediction, NULL AS score
        FROM (
          SELECT * REPLACE (TRY_CAST(trim(congestion_surcharge, e'\r ') AS DOUBLE) AS congestion_surcharge), CAST(pickup_datetime AS TIMESTAMP) AS t
          FROM read_csv('{0}/yellow_{{{month}}}.csv.gz', auto_detect = false, header = false, skip = 1, delim = ',', strict_mode = false,
            columns = {{{{{string.Join(", ", s_taxiColumns.Select(c => $"'{c}': 'VARCHAR'"))}}}}}))
        WHERE strftime(t, '%Y-%m') = '{{{month}}}'
        """;

    static StreamSource Hotel()
    {
        const string Rows = """
            SELECT "Index" AS n, "Index" AS id, * EXCLUDE (is_canceled, "timestamp"), CAST(y_pred AS VARCHAR) AS prediction, y_pred_proba AS score,
              CAST("timestamp" AS TIMESTAMP) + (row_number() OVER (PARTITION BY "timestamp" ORDER BY "Index") - 1) * INTERVAL 1 MINUTE AS t, is_canceled AS truth
            FROM (
              SELECT *, TRUE AS is_reference FROM read_csv('{0}/hotel_booking_reference_march.csv.gz', header = true, types = {{'company': 'VARCHAR', 'agent': 'VARCHAR'}})
              UNION ALL BY NAME
              SELECT a.*, t.is_canceled, FALSE AS is_reference
              FROM read_csv('{0}/hotel_booking_analysis_march.csv.gz', header = true, types = {{'company': 'VARCHAR', 'agent': 'VARCHAR'}}) a
              LEFT JOIN read_csv('{0}/hotel_booking_gt_march.csv', header = true) t USING ("Index"))
            """;
        return new StreamSource("hotel_booking", Rows,
            ["lead_time", "stays_in_weekend_nights", "stays_in_week_nights", "adults", "children", "babies", "previous_cancellations",
                "previous_bookings_not_canceled",
                "booking_changes", "days_in_waiting_list", "adr", "parking_spaces", "total_of_special_requests"],
            ["hotel", "meal", "country", "market_segment", "distribution_channel", "is_repeated_guest", "reserved_room_type",
                "assigned_room_type", "deposit_type",
                "agent", "company", "customer_type"],
            [
                new Stretch("2016-10", At("2016-10-01"), At("2016-11-01"), "weak change"),
                new Stretch("2016-12", At("2016-12-01"), At("2017-01-01"), "AUC .816 -> .745") { MustFlag = [Quality] },
                new Stretch("2017-01", At("2017-01-01"), At("2017-02-01"), "AUC .715") { MustFlag = [Quality] },
            ]);
    }

    static DateTimeOffset At(string day) => DateTimeOffset.Parse(day, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
