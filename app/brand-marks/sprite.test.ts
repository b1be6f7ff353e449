import { describe, expect, it } from 'vitest';
import { xml2js, type Element } from 'xml-js';
import { destinationCatalog } from '@/catalog/destinations/registry';
import { sourceCatalog } from '@/catalog/sources/registry';
import { BRAND_ICONS, brandIcon } from '@/components/ui/data/brand-icons';
import { onBothThemes } from './both-themes';
import { brandDrawing, brandImage, brandSprite } from './sprite';

const elements = (svg: string) => (xml2js(svg) as Element).elements ?? [];
const markOf = (type: string) => brandIcon(type);

describe('the sprite of brand marks', () => {
  it('is valid XML with one drawn symbol for every mark, and no id twice', () => {
    const sprite = brandSprite();
    const symbols = elements(sprite)[0]?.elements ?? [];
    expect(symbols.map(({ attributes }) => attributes?.id)).toEqual(BRAND_ICONS);
    for (const { attributes, elements: shapes } of symbols) {
      expect(attributes?.viewBox, String(attributes?.id)).toMatch(/^-?\d+ -?\d+ [1-9]\d* [1-9]\d*$/);
      expect(shapes?.length, String(attributes?.id)).toBeGreaterThan(0);
    }
    const ids = [...sprite.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(sprite).not.toMatch(/url\(|href/);
  });

  it('leaves no black in a mark on a dark page, and no colour of a maker out of its image', () => {
    for (const name of BRAND_ICONS) {
      if (name !== 'javascript')
        expect(brandDrawing(name).themed, name).not.toMatch(/fill="(#0{3,6}|black|currentColor)"/);
      expect(brandImage(name), name).toMatch(/<(path|circle) [^>]*fill="#/);
      expect(elements(brandImage(name)), name).toHaveLength(1);
    }
  });

  it('refuses a mark that no package has', () => {
    expect(() => brandDrawing('no-such-mark')).toThrow();
  });
});

it('turns black round on a dark page, lightens what is dark there, and leaves the rest', () => {
  expect(onBothThemes('#212124')).toBe('light-dark(#212124,oklch(from #212124 clamp(.68,1.1 - l,.93) c h))');
  expect(onBothThemes('#10069f')).toBe('light-dark(#10069f,oklch(from #10069f max(l,.66) c h))');
  for (const seen of ['#00a1e0', '#fff', '#36c5f0']) expect(onBothThemes(seen)).toBe(seen);
});

describe('the mark of a type', () => {
  it('is its maker’s, also for another product of it or of its owner', () => {
    expect(['slack', 'amplitude-cohorts', 'twilio-messaging', 'braze-cloud-plugins-web'].map(markOf)).toEqual([
      'slack',
      'amplitude',
      'twilio',
      'braze',
    ]);
    expect(['marketo-static-lists', 'pardot', 'ms-bing-capi', 'webhooks-classic'].map(markOf)).toEqual([
      'adobe',
      'salesforce',
      'microsoft',
      'webhooks',
    ]);
  });

  it('is nobody else’s: the Canvas and the Launchpad of the sets are other companies', () => {
    expect(['canvas', 'launchpad', 'batch', 'movable-ink', 'connect'].map(markOf)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it('is there for every source that has a maker and for 70 destinations and more, and each mark has a type', () => {
    const sources = sourceCatalog().map(({ type }) => type);
    expect(sources.filter((type) => !brandIcon(type))).toEqual(['http-api', 'pixel']);
    const drawn = destinationCatalog().filter(({ type }) => brandIcon(type));
    expect(drawn.length).toBeGreaterThanOrEqual(70);
    const used = new Set([...sources, ...drawn.map(({ type }) => type)].map(markOf));
    expect(BRAND_ICONS.filter((name) => !used.has(name))).toEqual([]);
  });
});
