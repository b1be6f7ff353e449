import { networkSentence } from '@/platform/outbound-http/network-words';

/** Lines of a stack, in the form of V8, and what Node puts below a module that it does not find. */
const STACK = /^\s*(?:at .*(?:\d+:\d+\)?|\(native\)|<anonymous>\)?)$|Require stack:|- \/|node:internal\/)/;
/** Files of ours, wherever we are installed. */
const OUR_FILES = /(?:file:\/\/)?(?:\/[\w.@+ -]+)*\/(?:node_modules|\.next)\/\S*/g;
/** What an error's stack begins with, where a library made a message of stacks. */
const CLASS = /^\w*Error: /;

const here = process.cwd();

/**
 * What went wrong, fit for a person to read: failures of the network in words, the first of several errors that a library
 * joined with their stacks, and nothing of our own files.
 */
export function plainMessage(error: unknown): string {
  const inWords = networkSentence(error);
  if (inWords !== null) return inWords;
  const given = (error !== null && typeof error === 'object' ? error : {}) as { message?: unknown; name?: unknown };
  const own = typeof given.message === 'string' ? given.message : '';
  const text = own || (error instanceof Error ? error.name : String(error));
  const lines = text.split('\n');
  const end = lines.findIndex((line) => STACK.test(line));
  const kept = end < 0 ? text : (lines.slice(0, end).find((line) => line.trim() !== '') ?? '');
  const told = (end < 0 ? kept : kept.trim().replace(CLASS, ''))
    .replaceAll(OUR_FILES, '…')
    .replaceAll(`${here}/`, '…/');
  return told.trim() === '' ? 'The code of the destination failed.' : told;
}
