import { describe, expect, it, vi } from 'vitest';
import { SettingsCache } from './settings-cache';

/** A cache over a table that a test changes, breaks or slows down, with a clock of its own. */
function setUp(patienceMs = 20, answerMs = 2000) {
  const state = { now: 0, table: new Map<string, string>([['a', 'first']]), broken: false, gate: Promise.resolve() };
  const questions: string[][] = [];
  const errors: unknown[] = [];
  const cache = new SettingsCache<string>({
    now: () => state.now,
    patienceMs,
    answerMs,
    capacity: 3,
    onError: (error) => errors.push(error),
    find: async (keys) => {
      questions.push(keys);
      await state.gate;
      if (state.broken) throw new Error('PostgreSQL is away');
      return new Map([...state.table].filter(([key]) => keys.includes(key)));
    },
  });
  return { state, questions, errors, cache };
}

describe('SettingsCache', () => {
  it('asks once for many requests, for known and unknown keys alike', async () => {
    const { cache, questions } = setUp();
    expect(await Promise.all(['a', 'a', 'x', 'a'].map((key) => cache.get(key)))).toEqual([
      'first',
      'first',
      null,
      'first',
    ]);
    expect(await cache.get('x')).toBeNull();
    expect(questions).toEqual([['a', 'x']]);
  });

  it('has at most one question on its way, in which all that wait travel together', async () => {
    const { cache, state, questions } = setUp();
    let open: () => void = () => undefined;
    state.gate = new Promise((resolve) => (open = resolve));
    const first = cache.get('a');
    await vi.waitFor(() => expect(questions).toHaveLength(1));
    const rest = ['b', 'c', 'b', 'a'].map((key) => cache.get(key));
    open();
    await Promise.all([first, ...rest]);
    expect(questions).toEqual([['a'], ['b', 'c']]);
  });

  it('gives a change within five seconds', async () => {
    const { cache, state } = setUp();
    await cache.get('a');
    state.table.set('a', 'second');
    state.now = 5000;
    expect(await cache.get('a')).toBe('second');
  });

  it('fetches a newer answer before the old one is too old, without anybody waiting', async () => {
    const { cache, state, questions } = setUp();
    await cache.get('a');
    state.now = 2500;
    expect(await cache.get('a')).toBe('first');
    await vi.waitFor(() => expect(questions).toHaveLength(2));
  });

  it('gives the last known settings when the database fails or does not answer', async () => {
    const { cache, state, errors } = setUp();
    await cache.get('a');
    state.now = 3_600_000;
    state.broken = true;
    expect(await cache.get('a')).toBe('first');
    expect(errors).toHaveLength(1);
    state.gate = new Promise(() => undefined);
    expect(await cache.get('a'), 'patience ends').toBe('first');
  });

  it('fails for a key of which nothing is known, and finds it when the database is back', async () => {
    const { cache, state } = setUp();
    state.broken = true;
    await expect(cache.get('a')).rejects.toThrow('PostgreSQL is away');
    state.broken = false;
    expect(await cache.get('a')).toBe('first');
  });

  it('fails in time when the database does not answer, and a lost question holds up no other', async () => {
    const { cache, state, questions } = setUp(20, 50);
    state.gate = new Promise(() => undefined);
    const late = 'The settings were not found in time.';
    const startedAt = performance.now();
    await Promise.all(['a', 'b'].map((key) => expect(cache.get(key)).rejects.toThrow(late)));
    expect(performance.now() - startedAt).toBeLessThan(30_000);
    state.gate = Promise.resolve();
    await vi.waitFor(async () => expect(await cache.get('a')).toBe('first'));
    expect(questions).toEqual([['a', 'b'], ['a']]);
  });

  it('takes an answer that comes late', async () => {
    const { cache, state, questions } = setUp(20, 50);
    let open: () => void = () => undefined;
    state.gate = new Promise((resolve) => (open = resolve));
    await expect(cache.get('a')).rejects.toThrow('in time');
    open();
    await vi.waitFor(async () => expect(await cache.get('a')).toBe('first'));
    expect(questions).toEqual([['a']]);
  });

  it('remembers no more keys than it may', async () => {
    const { cache, questions } = setUp();
    for (const key of ['a', 'b', 'c', 'd']) await cache.get(key);
    await cache.get('a');
    expect(questions.at(-1)).toEqual(['a']);
    expect(questions).toHaveLength(5);
  });
});
