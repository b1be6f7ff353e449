import { describe, expect, it } from 'vitest';
import { sharedResolver } from './checked-lookup';

describe('sharedResolver', () => {
  it('asks once for a name that many want at the same time, keeps the answer briefly, then asks again', async () => {
    let asked = 0;
    let now = 0;
    const resolve = sharedResolver(
      () => {
        asked += 1;
        return Promise.resolve([{ address: `10.0.0.${asked}`, family: 4 }]);
      },
      () => now,
    );
    await Promise.all(Array.from({ length: 50 }, () => resolve('a.example')));
    expect(asked).toBe(1);
    now = 4999;
    await resolve('a.example');
    expect(asked).toBe(1);
    now = 5001;
    expect(await resolve('a.example')).toEqual([{ address: '10.0.0.2', family: 4 }]);
  });

  it('lets a name that cannot be resolved occupy one request to the system, not one each', async () => {
    let asked = 0;
    const resolve = sharedResolver(() => {
      asked += 1;
      return Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }));
    });
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => resolve('nowhere.example')));
    expect(results.every(({ status }) => status === 'rejected')).toBe(true);
    expect(asked).toBe(1);
  });
});
