import { EnvError, parseEnv } from '../config/env';
import { ControlPlaneError } from '../control-plane/errors';
import { createLogger } from '../platform/logger';
import { ArgumentError, parseCommand, type Command } from './cli/arguments';
import { CommandError } from './cli/command-error';
import { demo } from './cli/demo';
import { helpText } from './cli/help';
import { isLostConnection, TRY_AGAIN } from './cli/lost-connection';
import { setup } from './cli/setup';

async function run(command: Command): Promise<void> {
  if (command.name === 'help') {
    process.stdout.write(helpText(command.topic));
    return;
  }
  const env = parseEnv();
  const log = createLogger('cli', env.logLevel === 'debug' ? 'debug' : 'warn');
  if (command.name === 'setup') process.stdout.write(`${JSON.stringify(await setup(env, log, command))}\n`);
  else await demo(env, log, command);
}

/** What to print for a failure, and the exit code: 2 for a wrong command line, 75 for "try again", else 1. */
function failure(error: unknown): { message: string; code: number } {
  if (error instanceof ArgumentError) {
    return { message: `${error.message}\nSee: npm run --silent switchyard -- --help`, code: 2 };
  }
  if (error instanceof ControlPlaneError) {
    const fields = Object.entries(error.fields).map(([field, message]) => `  ${field}: ${message}`);
    return { message: [error.message, ...fields].join('\n'), code: 1 };
  }
  if (error instanceof EnvError || error instanceof CommandError) return { message: error.message, code: 1 };
  if (isLostConnection(error)) return { message: 'The database was stopped or is starting just now.', code: TRY_AGAIN };
  return { message: error instanceof Error ? (error.stack ?? error.message) : String(error), code: 1 };
}

async function main(): Promise<void> {
  try {
    await run(parseCommand(process.argv.slice(2)));
  } catch (error) {
    const { message, code } = failure(error);
    process.stderr.write(`${message}\n`);
    process.exitCode = code;
  }
}

void main();
