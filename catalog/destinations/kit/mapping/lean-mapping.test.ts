import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '@/spec/event';
import { installLeanMapping, leanRemoveUndefined } from './lean-mapping';
import { actionsCore, requireSegment } from '../load-actions-core';

const load = () => {
  const folder = path.dirname(requireSegment.resolve('@segment/actions-core'));
  return requireSegment(path.join(folder, 'remove-undefined.js')) as { removeUndefined: (value: unknown) => unknown };
};
const librarys = load().removeUndefined;

class Point {
  constructor(
    readonly x: number,
    readonly y: number | undefined,
  ) {}
}

describe('leanRemoveUndefined', () => {
  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'x'],
    ['an object', { a: 1, b: undefined, c: { d: undefined, e: [undefined, { f: undefined, g: null }] } }],
    ['a list with holes', [1, undefined, [{ a: undefined }]]],
    ['a date', { at: new Date(0), buffer: Buffer.from('x') }],
    ['an object of a class', { point: new Point(1, undefined) }],
    ['an object without prototype', { bare: Object.assign(Object.create(null) as object, { a: undefined, b: 1 }) }],
    ['a key of numbers', { '2': 'b', '1': 'a', z: undefined }],
  ])('makes of %s what the library makes of it', (_what, value) => {
    const made = leanRemoveUndefined(librarys)(value);
    expect(made).toStrictEqual(librarys(value));
    expect(JSON.stringify(made)).toBe(JSON.stringify(librarys(value)));
  });

  it('copies, so that a definition that changes its payload changes no event', () => {
    const event = { properties: { list: [{ a: 1 }] } };
    const made = leanRemoveUndefined(librarys)(event) as typeof event;
    made.properties.list[0] = { a: 2 };
    made.properties.list.push({ a: 3 });
    expect(event).toEqual({ properties: { list: [{ a: 1 }] } });
  });

  it('is what mappings of the library use once it is installed', () => {
    installLeanMapping();
    expect(load().removeUndefined).not.toBe(librarys);
    const event: JsonObject = { type: 'track', properties: { a: 1 } };
    expect(actionsCore().transform({ whole: { '@path': '$.' }, gone: { '@path': '$.none' } }, event)).toStrictEqual({
      whole: event,
    });
  });
});
