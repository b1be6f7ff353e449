// The command line: npm run --silent switchyard -- <command>. Plain Node, since nothing may be installed yet.
// Runs build/cli.js when there is a build, else the source through tsx. Only the command's result goes to stdout.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ensureGenerated } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';

process.chdir(path.dirname(import.meta.dirname));

function run(args) {
  const child = spawn(process.execPath, [...args, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { NODE_ENV: 'production', ...process.env },
  });
  // Ctrl-C reaches the child as well; it decides when it has finished.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => signal === 'SIGTERM' && child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}

try {
  await ensureInstalled();
  if (existsSync('build/cli.js')) {
    run(['--enable-source-maps', 'build/cli.js']);
  } else {
    await ensureGenerated();
    run(['--import', 'tsx', 'processes/cli.ts']);
  }
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
