import { z } from 'zod';

/** A name under which this installation is reached as well: events posted there are stored like all others. */
export interface Region {
  /** "eu": what a source's setting stores. */
  name: string;
  /** "https://events.eu.example.com", without a trailing slash. */
  origin: string;
}

const SHAPE = 'must be a comma-separated list like eu=https://events.eu.example.com,us=https://events.us.example.com';

function readRegion(part: string): Region | string {
  const equals = part.indexOf('=');
  if (equals < 0) return SHAPE;
  const name = part.slice(0, equals).trim();
  const address = part.slice(equals + 1).trim();
  if (!/^[a-z][a-z0-9-]{0,31}$/.test(name)) {
    return `must name regions with lower-case letters, digits and hyphens (at most 32), which "${name}" is not`;
  }
  if (!URL.canParse(address)) return `must give region ${name} an http:// or https:// origin`;
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return `must give region ${name} an http:// or https:// origin`;
  }
  if (url.href.replace(/\/$/, '') !== url.origin) return `must give region ${name} an origin, without a path`;
  return { name, origin: url.origin };
}

/** SWITCHYARD_REGIONS: `name=origin` pairs, in the order in which people are shown them. */
export const regionList = z.string().transform((text, context): Region[] => {
  const regions: Region[] = [];
  const refuse = (message: string) => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  for (const part of text.split(',').filter((one) => one.trim() !== '')) {
    const region = readRegion(part.trim());
    if (typeof region === 'string') return refuse(region);
    if (regions.some(({ name }) => name === region.name)) return refuse(`must name region ${region.name} only once`);
    regions.push(region);
  }
  return regions;
});
