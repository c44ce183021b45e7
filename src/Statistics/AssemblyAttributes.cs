using System.Runtime.CompilerServices;

// Distribution functions stay internal and are checked against tables of their own.
[assembly: InternalsVisibleTo("Plumbline.Statistics.Tests")]
