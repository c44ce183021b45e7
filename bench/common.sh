# Shared by the benchmark scripts: where results go, and how they are written. Needs $here, the folder bench.

machine() {
  echo
  echo "Machine: $(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2 | xargs), $(nproc) cores, $(free -g | awk '/Mem:/ {print $2}') GiB, $(. /etc/os-release; echo "$PRETTY_NAME"), .NET $(dotnet --version), $(date -u +%Y-%m-%d)."
}

report() { # TITLE GROUP COMMAND...: writes results/GROUP.md also when the command fails, and fails with it
  local title=$1 file=${PLUMBLINE_BENCH_RESULTS:-$here/results}/$2.md outcome=0
  shift 2
  mkdir -p "$(dirname "$file")"
  { echo "# $title"; echo; "$@" || echo "(ended with $?)"; machine; } | tee "$file.new"
  grep -q '^(ended with ' "$file.new" && outcome=1
  mv "$file.new" "$file"
  return $outcome
}
