namespace Plumbline.Views.Charts;

static class Placeholder;
