import { describe, expect, it } from 'vitest';
import type { SetupChoices } from '@/control-plane/destinations/setup/list-setup-choices';
import { freeName } from './free-name';
import { tabAfter, type SetupType } from './new-destination';
import { firstDraft, keepDraft, restoreDraft } from './setup-draft';

const field = (key: string, type: 'string' | 'password') => ({
  ...{ key, label: key, description: '', type, required: true, multiple: false },
});
const TYPE: SetupType = {
  ...{ type: 'x', name: 'X', device: false, oauth: false, canTest: false, keyHelp: null, regions: null },
  settings: [field('region', 'string'), field('apiKey', 'password')],
  setup: [],
  presets: [
    { name: 'Track', takes: 'Track events', suggested: false, needs: [] },
    { name: 'Extra', takes: 'Page events', suggested: true, needs: [] },
  ],
};
const source = (id: string, full = false) => ({ id, name: id, type: 'node', full });
const choices = (part: Partial<SetupChoices>): SetupChoices => ({
  ...{ sources: [source('a'), source('b', true)], unfit: 0, names: {}, instances: [] },
  ...part,
});

describe('a draft of a new destination', () => {
  it('begins with the wanted source or the only one, never a full one, and without suggested mappings', () => {
    expect(firstDraft(TYPE, choices({}), 'a')).toMatchObject({ sourceId: 'a', chosen: ['Track'] });
    expect(firstDraft(TYPE, choices({}), 'b').sourceId).toBe('');
    expect(firstDraft(TYPE, choices({ sources: [source('c')] }), null).sourceId).toBe('c');
  });

  it('comes back as it was but for secrets, and without what no longer exists', () => {
    const first = firstDraft(TYPE, choices({}), null);
    const kept = keepDraft(
      { ...first, sourceId: 'a', name: 'Mine', typed: { region: 'eu', apiKey: 'secret' }, chosen: ['Extra'] },
      TYPE.settings,
    );
    expect(kept).not.toContain('secret');
    expect(restoreDraft(kept, first, TYPE, choices({}))).toEqual({
      ...{ sourceId: 'a', name: 'Mine', typed: { region: 'eu' }, setup: {}, copyFrom: null, chosen: ['Extra'] },
    });
    const stale = JSON.stringify({ sourceId: 'gone', copyFrom: 'gone', chosen: ['Gone', 'Track'] });
    expect(restoreDraft(stale, first, TYPE, choices({}))).toMatchObject({
      ...{ sourceId: '', copyFrom: null, chosen: ['Track'] },
    });
    for (const broken of ['nonsense', '[]', '"x"', 'null']) {
      expect(restoreDraft(broken, first, TYPE, choices({})).chosen).toEqual(['Track']);
    }
  });
});

it('proposes the first name that is free', () => {
  expect(freeName('Slack', [])).toBe('Slack');
  expect(freeName('Slack', ['Slack', 'Slack 3', 'Slack 2'])).toBe('Slack 4');
});

describe('the tab after a destination was created', () => {
  const unfinished: SetupType = {
    ...TYPE,
    presets: [...TYPE.presets, { name: 'Half', takes: 'Group calls', suggested: true, needs: ['Role'] }],
  };

  it('is the mappings while one of them needs something or there is none, the account where one is to be connected', () => {
    expect(tabAfter(unfinished, ['Track', 'Half'], true)).toBe('mappings');
    expect(tabAfter(TYPE, [], false)).toBe('mappings');
    expect(tabAfter({ ...unfinished, oauth: true }, ['Half'], false)).toBe('settings');
  });

  it('is the delivery of one that runs, and the settings of one that does not', () => {
    expect(tabAfter(unfinished, ['Track'], true)).toBe('delivery');
    expect(tabAfter(unfinished, ['Track'], false)).toBe('settings');
  });
});
