// The command line: npm run --silent switchyard -- <command>. Plain Node, since nothing may be installed yet.
// Only the command's result goes to stdout.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureServersBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';

process.chdir(path.dirname(import.meta.dirname));

/** What the command line exits with when the database was stopped or started under it: the command may be repeated. */
const TRY_AGAIN = 75;

function run(args, triesLeft = 3) {
  const child = spawn(process.execPath, [...args, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { NODE_ENV: 'production', ...process.env },
  });
  child.on('exit', (code, signal) => {
    if (code === TRY_AGAIN && triesLeft > 1) setTimeout(() => run(args, triesLeft - 1), 1000);
    else process.exit(code ?? (signal === 'SIGINT' ? 130 : 1));
  });
  current = child;
}

// Ctrl-C reaches the child as well, which decides when it has finished; SIGTERM is passed on.
let current = null;
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => current?.kill('SIGTERM'));

try {
  await ensureInstalled();
  await ensureServersBuilt();
  run(['--enable-source-maps', 'build/cli.js']);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
