/** What a person has to do before a command can go on. The message is complete; no stack is shown. Exit code 1. */
export class CommandError extends Error {
  override name = 'CommandError';
}
