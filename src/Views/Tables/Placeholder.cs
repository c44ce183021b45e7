namespace Plumbline.Views.Tables;

static class Placeholder;
