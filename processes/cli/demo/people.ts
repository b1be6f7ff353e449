import type { JsonObject } from '../../../spec/event';
import { seededRandom } from './random';

/** A made-up person, and what is known of them once they sign in. */
export interface DemoPerson {
  userId: string;
  anonymousId: string;
  traits: JsonObject;
  /** The company whose account they work in, in the back office. */
  company: { groupId: string; traits: JsonObject };
  context: JsonObject;
}

const FIRST: readonly [string, ...string[]] = [
  'Ana',
  'Ben',
  'Chloé',
  'Dmitri',
  'Elif',
  'Femi',
  'Grace',
  'Hiro',
  'Ines',
  'Jonas',
  'Kavya',
  'Luca',
];
const LAST: readonly [string, ...string[]] = [
  'Ruiz',
  'Okafor',
  'Meyer',
  'Novak',
  'Tanaka',
  'Silva',
  'Haddad',
  'Lindqvist',
  'Rossi',
  'Iyer',
];
const COMPANIES: readonly [JsonObject, ...JsonObject[]] = [
  { name: 'Northwind Coffee', plan: 'team', employees: 42 },
  { name: 'Lumen Interiors', plan: 'business', employees: 310 },
  { name: 'Paper & Ink', plan: 'free', employees: 6 },
  { name: 'Harbour Hotels', plan: 'team', employees: 120 },
];
const BROWSERS: readonly [string, ...string[]] = [
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
];
const LOCALES: readonly [string, ...string[]] = ['en-GB', 'de-DE', 'fr-FR', 'es-ES', 'pt-PT'];

/** Person number `number`: the same one each time, in every run. Addresses are under example.com. */
export function demoPerson(number: number): DemoPerson {
  const random = seededRandom(number * 7919);
  const first = random.pick(FIRST);
  const last = random.pick(LAST);
  const company = random.pick(COMPANIES);
  const handle = `${first}.${last}`
    .normalize('NFKD')
    .replace(/[^A-Za-z.]/g, '')
    .toLowerCase();
  return {
    userId: `u_${1000 + number}`,
    anonymousId: `demo-anon-${number}-${random.whole(0, 0xffffff).toString(16)}`,
    traits: {
      name: `${first} ${last}`,
      email: `${handle}.${number}@example.com`,
      phone: `+49 30 555 ${String(random.whole(0, 9999)).padStart(4, '0')}`,
      plan: company.plan ?? 'free',
      createdAt: '2026-03-01T09:00:00.000Z',
    },
    company: { groupId: `acct_${COMPANIES.indexOf(company) + 1}`, traits: company },
    context: {
      userAgent: random.pick(BROWSERS),
      locale: random.pick(LOCALES),
      ip: `203.0.113.${random.whole(1, 254)}`,
    },
  };
}
