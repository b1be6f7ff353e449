import type { DestinationRuns } from '../contract';
import type { Asked } from '../child/messages';
import { standingFaults } from '../../kit/mapping/standing-faults';
import { plainMessage } from '../../kit/failure/plain-message';
import { fetchChoices, freshTokens, tryCredentials } from './ask-vendor';
import { checkedSettings } from './checked-settings';
import { loadedDefinition, type LoadedDefinition } from './loaded-definition';
import { previewMapping } from './preview-mapping';

const unknownType = (type: string) => `There is no destination type "${type}".`;

/** The definition, or in words why there is none. */
const load = (type: string): Promise<LoadedDefinition | string> =>
  loadedDefinition(type).then((found) => found ?? unknownType(type), plainMessage);

/** What definitions are asked, answered right here, in the process of the caller. */
export const definitionRuns: Pick<DestinationRuns, Asked> = {
  async settingsProblem(type, settings) {
    const found = await load(type);
    if (typeof found === 'string') return found;
    try {
      checkedSettings(found, settings);
      return null;
    } catch (error) {
      return plainMessage(error);
    }
  },
  async preview(step, event) {
    const found = await load(step.type);
    if (typeof found === 'string') return { payload: {}, problems: [{ path: '', message: found }] };
    return previewMapping(found, step, event);
  },
  mappingProblems: (mapping) => Promise.resolve(standingFaults(mapping)),
  async choices(step, fieldKey, asked) {
    const found = await load(step.type);
    if (typeof found === 'string') return { choices: [], nextPage: null, problem: found };
    return fetchChoices(found, step, fieldKey, asked);
  },
  async testCredentials(type, settings) {
    const found = await load(type);
    if (typeof found === 'string') return { ok: false, message: found };
    return tryCredentials(found, settings);
  },
  async refreshTokens(type, settings, tokens) {
    const found = await load(type);
    if (typeof found === 'string') return { ok: false, final: true, message: found };
    return freshTokens(found, settings, tokens);
  },
};
