using System.Reflection;
using System.Runtime.InteropServices;

namespace Plumbline.DuckDb;

/// <summary>Where libduckdb is looked for: the file named by <c>PLUMBLINE_LIBDUCKDB</c>, beside the executable, then the system's
/// own.</summary>
static class LibraryLocation
{
    internal const string Variable = "PLUMBLINE_LIBDUCKDB";

    static int s_registered;

    internal static void Register()
    {
        if (Interlocked.Exchange(ref s_registered, 1) == 0)
            NativeLibrary.SetDllImportResolver(typeof(LibraryLocation).Assembly, Resolve);
    }

    static nint Resolve(string name, Assembly assembly, DllImportSearchPath? search) =>
        name == NativeMethods.Library ? Load(Environment.GetEnvironmentVariable(Variable), AppContext.BaseDirectory) : 0;

    /// <summary>Loads the library.</summary>
    /// <param name="named">The file the user named, or null. A named file that does not load is an error, never a silent other one.</param>
    /// <param name="folder">The folder of the executable.</param>
    /// <exception cref="DllNotFoundException">None of the places has it; the message lists them.</exception>
    internal static nint Load(string? named, string folder)
    {
        if (!string.IsNullOrEmpty(named))
            return NativeLibrary.TryLoad(named, out nint given) ? given
                : throw new DllNotFoundException($"{Variable} names '{named}', which is not a library that can be loaded. Correct or unset it.");
        string file = FileName();
        string beside = Path.Combine(folder, file);
        if (NativeLibrary.TryLoad(beside, out nint own)) return own;
        if (NativeLibrary.TryLoad(file, out nint system)) return system;
        throw new DllNotFoundException(
            $"libduckdb was not found: neither '{beside}' nor a '{file}' of the system could be loaded. Set {Variable} to the library's path.");
    }

    static string FileName() =>
        OperatingSystem.IsWindows() ? "duckdb.dll" : OperatingSystem.IsMacOS() ? "libduckdb.dylib" : "libduckdb.so";
}
