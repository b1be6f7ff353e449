import crypto from 'node:crypto';

/** The time at which every contract test happens. */
export const NOW = Date.parse('2026-11-22T08:00:00.000Z');
/** Every random byte. Constant, so that it does not matter in which order destinations run. */
const BYTE = 0x11;

class FrozenDate extends Date {
  constructor(...args: [] | [number | string | Date]) {
    if (args.length === 0) super(NOW);
    else super(...(args as [number]));
  }
  static override now(): number {
    return NOW;
  }
}

const fill = <T extends ArrayBufferView>(view: T): T => {
  new Uint8Array(view.buffer, view.byteOffset, view.byteLength).fill(BYTE);
  return view;
};
const bytes = (size: number, done?: (error: null, made: Buffer) => void): Buffer | undefined => {
  const made = Buffer.alloc(size, BYTE);
  if (!done) return made;
  queueMicrotask(() => done(null, made));
  return undefined;
};
const uuid = () => '11111111-1111-4111-9111-111111111111';

/** Waits of definitions that ask a vendor again and again are cut short; limits of ten seconds and more stay. */
function impatient(wait: typeof setTimeout): typeof setTimeout {
  const shortened = (work: () => void, ms = 0, ...rest: never[]) =>
    wait(work, ms >= 100 && ms < 10_000 ? ms / 50 : ms, ...rest);
  return Object.assign(shortened, wait) as typeof setTimeout;
}

/** Stops the clock and makes randomness constant, so that recorded requests are the same every time. Returns the undo. */
export function freeze(): () => void {
  const undo: (() => void)[] = [];
  const replace = (owner: object, name: string, value: unknown) => {
    const found = Object.getOwnPropertyDescriptor(owner, name);
    undo.push(() => {
      if (found) Object.defineProperty(owner, name, found);
      else Reflect.deleteProperty(owner, name);
    });
    Object.defineProperty(owner, name, { value, configurable: true, writable: true });
  };
  replace(globalThis, 'Date', FrozenDate);
  replace(globalThis, 'setTimeout', impatient(globalThis.setTimeout));
  replace(Math, 'random', () => 0.5);
  replace(crypto, 'randomUUID', uuid);
  replace(crypto, 'randomBytes', bytes);
  replace(crypto, 'randomFillSync', fill);
  replace(globalThis.crypto, 'randomUUID', uuid);
  replace(globalThis.crypto, 'getRandomValues', fill);
  return () => undo.reverse().forEach((one) => one());
}
