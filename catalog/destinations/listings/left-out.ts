/** Packaged destinations that are not offered, by our type, each with the reason in a sentence. */
export const LEFT_OUT: Record<string, string> = {
  noop: 'It is a sample that does nothing.',
};
