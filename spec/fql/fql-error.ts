/** What is wrong with a condition, in words for the person who wrote it. */
export class FqlError extends Error {
  override readonly name = 'FqlError';

  /** @param position offset in the text, from 0; the message counts characters from 1. */
  constructor(
    message: string,
    readonly position: number,
  ) {
    super(message);
  }
}

/** An error whose message ends with the place, counted from 1 as a person counts. */
export function errorAt(position: number, what: string, hint = ''): FqlError {
  return new FqlError(`${what} at character ${position + 1}.${hint ? ` ${hint}` : ''}`, position);
}
