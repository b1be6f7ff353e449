// The structure budgets of CONTRIBUTING.md: short files, small folders, no junk-drawer names.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const MAX_LINES = 350;
const P95_LINES = 250;
const MAX_FILES_IN_FOLDER = 20;
const FORBIDDEN = new Set(['lib', 'utils', 'util', 'helpers', 'common', 'shared', 'misc', 'types', 'src']);
const CODE = /\.(ts|tsx|mjs|cjs|js|css|sql|prisma)$/;

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' });
const files = tracked
  .split('\n')
  .filter(
    (file) =>
      file &&
      existsSync(file) &&
      !/^docs\/images\/|^catalog\/destinations\/(generated|contract\/fixtures)\//.test(file),
  );
const problems = [];
const code = files
  .filter((file) => CODE.test(file))
  .map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length - 1 }));
for (const { file, lines } of code)
  if (lines > MAX_LINES) problems.push(`${file} has ${lines} lines; the most is ${MAX_LINES}`);
const sorted = code.map(({ lines }) => lines).sort((a, b) => a - b);
const p95 = sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0;
if (p95 > P95_LINES) problems.push(`95 % of the files should have at most ${P95_LINES} lines; now ${p95}`);

const perFolder = new Map();
for (const file of files) {
  const folder = path.dirname(file);
  if (folder !== '.') perFolder.set(folder, (perFolder.get(folder) ?? 0) + 1);
  for (const part of folder.split('/'))
    if (FORBIDDEN.has(part)) problems.push(`${file}: no folder may be named "${part}"`);
}
for (const [folder, count] of perFolder)
  if (count > MAX_FILES_IN_FOLDER) problems.push(`${folder} has ${count} files; the most is ${MAX_FILES_IN_FOLDER}`);

for (const problem of problems) console.error(problem);
console.log(
  `structure: ${code.length} files, p95 ${p95} lines, longest ${sorted.at(-1) ?? 0}, ${problems.length} problems`,
);
process.exit(problems.length ? 1 : 0);
