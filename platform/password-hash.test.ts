import { expect, it } from 'vitest';
import { hashPassword, verifyPassword } from './password-hash';

it('fits the password that was hashed and no other', async () => {
  const stored = await hashPassword('quiet otter lamp');
  expect(await verifyPassword('quiet otter lamp', stored)).toBe(true);
  expect(await verifyPassword('quiet otter lamb', stored)).toBe(false);
});

it('hashes the same password differently each time, and never holds it', async () => {
  const [one, two] = await Promise.all([hashPassword('quiet otter lamp'), hashPassword('quiet otter lamp')]);
  expect(one).not.toBe(two);
  expect(one).toMatch(/^scrypt\$15\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
});

it('treats the two ways to write an accented letter as one password', async () => {
  expect(await verifyPassword('cafe\u0301 au lait', await hashPassword('caf\u00e9 au lait'))).toBe(true);
});

it.each(['', 'none', 'scrypt$15$8$3$', 'scrypt$15$8$3$AAAA$', 'bcrypt$x'])(
  'a damaged hash fits nothing: %j',
  async (stored) => {
    expect(await verifyPassword('', stored)).toBe(false);
  },
);
