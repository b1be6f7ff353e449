import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { gatherMs, isAboutTheEvents, Pace, SLICE_LIMIT } from './fan-out-pace';

function databaseError(code: string, message = 'refused'): pg.DatabaseError {
  const error = new pg.DatabaseError(message, message.length, 'error');
  error.code = code;
  return error;
}

describe('Pace', () => {
  it('halves down to the event at fault, lets it end, and grows back', () => {
    const pace = new Pace();
    const error = databaseError('22P05');
    while (pace.next().limit > 1) expect(pace.failed(error)).toBe(true);
    expect(pace.next()).toEqual({ limit: 1, poison: null });
    expect(pace.failed(error)).toBe(true);
    expect(pace.next()).toEqual({ limit: 1, poison: { error } });
    pace.succeeded();
    expect(pace.next()).toEqual({ limit: 2, poison: null });
    for (let i = 0; i < 12; i += 1) pace.succeeded();
    expect(pace.next().limit).toBe(SLICE_LIMIT);
  });

  it('waits, and blames no event, when the database is away', () => {
    const pace = new Pace();
    expect(pace.failed(databaseError('57P01'))).toBe(false);
    expect(pace.failed(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }))).toBe(false);
    expect(pace.next()).toEqual({ limit: SLICE_LIMIT, poison: null });
  });

  it('waits when even ending the event fails', () => {
    const pace = new Pace();
    const error = databaseError('23502');
    while (!pace.next().poison) pace.failed(error);
    expect(pace.failed(error)).toBe(false);
    expect(pace.next()).toEqual({ limit: 1, poison: null });
  });
});

describe('isAboutTheEvents', () => {
  it('does not blame the events for a missing partition', () => {
    expect(isAboutTheEvents(databaseError('23514', 'no partition of relation "outcome" found for row'))).toBe(false);
    expect(isAboutTheEvents(databaseError('23514', 'violates check constraint'))).toBe(true);
    expect(isAboutTheEvents(databaseError('40P01'))).toBe(false);
    expect(isAboutTheEvents(new TypeError('bug'))).toBe(true);
  });
});

describe('gatherMs', () => {
  it('lets a small slice wait in proportion to what the last one took, but never long', () => {
    expect(gatherMs(3, 2)).toBe(4);
    expect(gatherMs(3, 500)).toBe(20);
  });

  it('goes on at once when slices are large', () => {
    expect(gatherMs(2000, 80)).toBe(0);
  });
});
