import { ControlPlaneError } from '../errors';

/** The weakest score (0 to 4) that is accepted: withstands a throttled attack on the sign-in form with room to spare. */
const LEAST_SCORE = 2;

/**
 * Refuses a password that is easily guessed: common ones, names, dates, keyboard rows, and what the person has just
 * told us. The dictionaries (megabytes) load with the first call.
 * @throws ControlPlaneError `invalid_input` on the field `password`, with what would help
 */
export async function requireStrongPassword(password: string, personal: string[], field = 'password'): Promise<void> {
  const [{ zxcvbn, zxcvbnOptions }, common] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  zxcvbnOptions.setOptions({ dictionary: common.dictionary, graphs: common.adjacencyGraphs });
  const known = personal.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]).filter((part) => part.length > 2);
  const { score } = zxcvbn(password, ['switchyard', ...known]);
  if (score >= LEAST_SCORE) return;
  const message = 'This password is easily guessed. Use more words, or a longer one that a password manager makes.';
  throw new ControlPlaneError('invalid_input', message, { [field]: message });
}
