import { parseArgs } from 'node:util';

/** What a command line asks for. */
export type Command =
  | { name: 'help'; topic: 'all' | 'setup' | 'demo' }
  | { name: 'setup'; email: string; password: string; workspace: string }
  | { name: 'demo'; minutes: number; workspace: string | null };

/** A command line that cannot be understood; the message says what to write instead. Exit code 2. */
export class ArgumentError extends Error {
  override name = 'ArgumentError';
}

/** Longest demo, in minutes. */
const MAX_MINUTES = 120;

function parse<Name extends string>(args: string[], names: readonly Name[]): Partial<Record<Name | 'help', string>> {
  try {
    const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
    const { values } = parseArgs({
      args,
      options: { ...options, help: { type: 'boolean', short: 'h' } },
      strict: true,
      allowPositionals: false,
    });
    const given: Partial<Record<Name | 'help', string>> = {};
    for (const [key, value] of Object.entries(values)) given[key as Name | 'help'] = String(value);
    return given;
  } catch (error) {
    throw new ArgumentError((error as Error).message);
  }
}

function parseSetup(args: string[]): Command {
  const given = parse(args, ['email', 'password', 'workspace'] as const);
  if (given.help) return { name: 'help', topic: 'setup' };
  const missing = (['email', 'password', 'workspace'] as const).filter((name) => !given[name]?.trim());
  if (missing.length > 0) {
    throw new ArgumentError(`setup needs ${missing.map((name) => `--${name}`).join(', ')}.`);
  }
  return {
    name: 'setup',
    email: given.email ?? '',
    password: given.password ?? '',
    workspace: given.workspace ?? '',
  };
}

function parseDemo(args: string[]): Command {
  const given = parse(args, ['minutes', 'workspace'] as const);
  if (given.help) return { name: 'help', topic: 'demo' };
  const minutes = Number(given.minutes ?? 3);
  if (!Number.isFinite(minutes) || minutes <= 0 || minutes > MAX_MINUTES) {
    throw new ArgumentError(`--minutes must be a number above 0 and at most ${MAX_MINUTES}.`);
  }
  return { name: 'demo', minutes, workspace: given.workspace?.trim() || null };
}

/** Reads the command line (without node and script). @throws ArgumentError. */
export function parseCommand(args: string[]): Command {
  const [name, ...rest] = args;
  if (name === undefined) throw new ArgumentError('Name a command: setup or demo.');
  if (name === 'help' || name === '--help' || name === '-h') return { name: 'help', topic: 'all' };
  if (name === 'setup') return parseSetup(rest);
  if (name === 'demo') return parseDemo(rest);
  throw new ArgumentError(`There is no command "${name}". There are setup and demo.`);
}
