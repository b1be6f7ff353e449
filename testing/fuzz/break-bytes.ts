import type { Random } from './random';

const TOKENS = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  '\\',
  '\\u',
  'null',
  '1e999',
  '\0',
  '\ufeff',
  '__proto__',
  '"writeKey":"',
];
const ODD_BYTES = [0x00, 0x1e, 0x1f, 0x22, 0x5c, 0x7b, 0x7d, 0x80, 0xc0, 0xc1, 0xed, 0xf5, 0xff, 0xfe];

/** `bytes` with a few things broken: bits flipped, pieces cut, doubled or moved, tokens and invalid UTF-8 put in. */
export function breakBytes(random: Random, bytes: Buffer): Buffer {
  let broken = bytes;
  for (let times = 1 + random.below(4); times > 0; times -= 1) broken = breakOnce(random, broken);
  return broken;
}

function breakOnce(random: Random, bytes: Buffer): Buffer {
  const at = random.below(bytes.length + 1);
  const until = Math.min(bytes.length, at + 1 + random.below(random.oneIn(10) ? 2000 : 12));
  const [before, piece, after] = [bytes.subarray(0, at), bytes.subarray(at, until), bytes.subarray(until)];
  switch (random.below(8)) {
    case 0: {
      const flipped = Buffer.from(bytes);
      if (at < flipped.length) flipped[at] = (flipped[at] ?? 0) ^ (1 << random.below(8));
      return flipped;
    }
    case 1:
      return before;
    case 2:
      return Buffer.concat([before, after]);
    case 3:
      return Buffer.concat([before, piece, piece, after]);
    case 4:
      return Buffer.concat([before, Buffer.from(random.pick(TOKENS)), piece, after]);
    case 5:
      return Buffer.concat([before, Buffer.from([random.pick(ODD_BYTES)]), piece, after]);
    case 6:
      return Buffer.concat([after, before]);
    default:
      return random.oneIn(4) ? Buffer.concat([Buffer.from('\ufeff'), bytes]) : Buffer.concat([bytes, piece]);
  }
}
