// Usage: node bundle.mjs OUTPUT. Writes the chart library as one compressed script.
import { build } from 'esbuild';
import { gzipSync } from 'node:zlib';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const output = process.argv[2];
const result = await build({
  entryPoints: [join(import.meta.dirname, 'entry.mjs')],
  bundle: true,
  minify: true,
  write: false,
  format: 'iife',
  target: 'es2020',
  legalComments: 'none',
  banner: { js: '/* Apache ECharts, Apache-2.0; zrender, BSD-3-Clause; tslib, 0BSD */' },
});
mkdirSync(dirname(output), { recursive: true });
writeFileSync(output, gzipSync(result.outputFiles[0].contents, { level: 9 }));
