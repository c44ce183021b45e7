using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Tests.Models;

public sealed class SchemaInferenceTests
{
    static readonly DateTimeOffset s_at = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_model_is_learnt_unconfirmed_with_its_columns_and_segments()
    {
        ModelDefinition model = SchemaInference.Infer("churn", [new("age", ColumnRole.Feature, ColumnType.Numeric),
            new("region", ColumnRole.Segment, ColumnType.Categorical), new("score", ColumnRole.Score, ColumnType.Numeric)], [], s_at);

        Assert.False(model.IsConfirmed);
        Assert.Equal((1, s_at, 3), (model.Schema.Number, model.Schema.Since, model.Schema.Changes.Length));
        Assert.Equal(["region"], model.Schema.Columns.Segments);
        Assert.Equal(ModelTask.Binary, model.Task);
    }

    [Theory]
    [InlineData(ColumnType.Numeric, "", ModelTask.Regression)]
    [InlineData(ColumnType.Numeric, "0 1", ModelTask.Binary)]
    [InlineData(ColumnType.Numeric, "0 1 2", ModelTask.Regression)]
    [InlineData(ColumnType.Boolean, "true", ModelTask.Binary)]
    [InlineData(ColumnType.Categorical, "yes no", ModelTask.Binary)]
    [InlineData(ColumnType.Categorical, "cat dog bird", ModelTask.Multiclass)]
    [InlineData(ColumnType.Vector, "", null)]
    public void Predictions_speak_for_a_task(ColumnType type, string seen, ModelTask? task)
    {
        var schema = new Schema { Columns = [new ColumnDefinition("prediction", ColumnRole.Prediction, type)] };

        Assert.Equal(task, SchemaInference.GuessTask(schema, seen.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, ModelTask.Binary)]
    [InlineData(2, ModelTask.Binary)]
    [InlineData(3, ModelTask.Multiclass)]
    public void Scores_speak_louder_than_predictions(int scores, ModelTask? task)
    {
        var columns = Enumerable.Range(0, scores).Select(i => new ColumnDefinition($"score.{i}", ColumnRole.Score, ColumnType.Numeric));

        Assert.Equal(task, SchemaInference.GuessTask(new Schema { Columns = [.. columns] }, []));
    }

    [Theory]
    [InlineData(0d, "0")]
    [InlineData(-1e-320, "-1E-320")]
    [InlineData(1e15, "1000000000000000")]
    [InlineData(-42d, "-42")]
    [InlineData(.1, "0.1")]
    [InlineData(1e22, "1E+22")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void A_number_has_one_category(double value, string category) => Assert.Equal(category, LiveColumns.CategoryOf(value));

    [Fact]
    public void Negative_zero_is_the_category_zero() => Assert.Equal("0", LiveColumns.CategoryOf(double.NegativeZero));

    [Theory]
    [InlineData("score", true)]
    [InlineData("score.yes", true)]
    [InlineData("truth", true)]
    [InlineData("scores", false)]
    [InlineData("Time", false)]
    public void Some_names_are_taken(string name, bool taken) => Assert.Equal(taken, LiveColumns.IsTaken(name));
}
