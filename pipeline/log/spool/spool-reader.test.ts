import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeHead, encodeRecordHead, HEAD_BYTES, newHead, type NewRecord } from './record';
import { diskFiles } from './spool-files';
import type { Segment } from './spool-folder';
import { readPart, type Damage } from './spool-reader';

const folder = mkdtempSync(path.join(os.tmpdir(), 'switchyard-spool-'));
const head = newHead(0, 1);

/** A segment written in groups of records, each group after an fdatasync of the one before. */
function write(groups: string[][]): { bytes: Buffer; ends: number[] } {
  const parts = [encodeHead(head)];
  const ends: number[] = [];
  let size = HEAD_BYTES;
  for (const [index, group] of groups.entries()) {
    const synced = index === 0 ? 0 : size;
    for (const text of group) {
      const record: NewRecord = { kind: 'rows', events: 1, body: Buffer.from(text) };
      const start = encodeRecordHead(head.salt, record, { synced, at: 7 });
      parts.push(start, record.body);
      size += start.length + record.body.length;
      ends.push(size);
    }
  }
  return { bytes: Buffer.concat(parts), ends };
}

let files = 0;

/** Reads all that can be read of a file with these bytes. */
async function read(bytes: Buffer, trusted = false): Promise<{ texts: string[]; damage: Damage[] }> {
  const file = path.join(folder, String((files += 1)));
  writeFileSync(file, bytes);
  const size = bytes.length;
  const segment: Segment = { number: 1, file, salt: head.salt, size, events: 0, createdAt: 1, sealed: true, trusted };
  const texts: string[] = [];
  const damage: Damage[] = [];
  for (let at = 0; ;) {
    const part = await readPart(diskFiles, segment, at, { events: 2, records: Number.POSITIVE_INFINITY });
    texts.push(...part.records.map(({ body }) => body.toString()));
    if (part.damage) damage.push(part.damage);
    if (part.to >= size) return { texts, damage };
    expect(part.to).toBeGreaterThan(at);
    at = part.to;
  }
}

const GROUPS = [['one', 'the second'], ['III'], ['four', 'five', 'six']];
const ALL = GROUPS.flat();

describe('readPart', () => {
  it('reads what was written, in order', async () => {
    expect(await read(write(GROUPS).bytes)).toEqual({ texts: ALL, damage: [] });
  });

  it('reads exactly the whole records of a file cut off at any byte', async () => {
    const { bytes, ends } = write(GROUPS);
    for (let length = HEAD_BYTES; length < bytes.length; length += 1) {
      const whole = ends.filter((end) => end <= length).length;
      const { texts, damage } = await read(bytes.subarray(0, length));
      expect(texts).toEqual(ALL.slice(0, whole));
      expect(damage.every(({ lost }) => !lost)).toBe(true);
      expect(damage).toHaveLength(length === (ends[whole - 1] ?? HEAD_BYTES) ? 0 : 1);
    }
  });

  it('never reads a record that was not written, whatever byte is changed, and reads all the others', async () => {
    const { bytes, ends } = write(GROUPS);
    for (let at = HEAD_BYTES; at < bytes.length; at += 1) {
      const broken = Buffer.from(bytes);
      broken[at] = (broken[at] ?? 0) ^ 0x41;
      const hit = ends.findIndex((end) => at < end);
      const { texts, damage } = await read(broken);
      expect(texts).toEqual(ALL.filter((_, index) => index !== hit));
      expect(damage).toHaveLength(1);
      expect(damage[0]?.lost).toBe(hit < 3); // a later write proves that this one was acknowledged
    }
  });

  it('calls damage in what this process wrote and synced itself a loss, also at the end', async () => {
    const { bytes } = write(GROUPS);
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
    const { damage } = await read(bytes, true);
    expect(damage.map(({ lost }) => lost)).toEqual([true]);
  });

  it('never reads anything else than a beginning of what was written, whatever a torn write left behind it', async () => {
    const garbage = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.nat(300).map((length) => new Uint8Array(length)),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.string(), { minLength: 1 }), { maxLength: 5 }),
        fc.nat(),
        garbage,
        async (groups, cut, tail) => {
          const { bytes, ends } = write(groups);
          const length = HEAD_BYTES + (cut % (bytes.length - HEAD_BYTES + 1));
          const whole = ends.filter((end) => end <= length).length;
          const { texts } = await read(Buffer.concat([bytes.subarray(0, length), tail]));
          // Garbage can complete a record only by being its very bytes.
          const completed = groups.flat().slice(0, texts.length);
          expect(texts.length).toBeGreaterThanOrEqual(whole);
          expect(texts).toEqual(completed);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('does not take for a record what a sender wrote to look like one', async () => {
    const forged = encodeRecordHead(
      newHead(0, 1).salt,
      { kind: 'rows', events: 1, body: Buffer.from('forged') },
      { synced: 0, at: 7 },
    );
    const { bytes } = write([[`${forged.toString('latin1')}forged`], ['after']]);
    bytes.writeUInt8(bytes.readUInt8(HEAD_BYTES + 5) ^ 1, HEAD_BYTES + 5);
    expect((await read(bytes)).texts).toEqual(['after']);
  });

  it('reads a record that is larger than what is read at once', async () => {
    const large = 'x'.repeat(9 * 1024 * 1024);
    expect((await read(write([['before', large], ['after']]).bytes)).texts).toEqual(['before', large, 'after']);
  });
});
