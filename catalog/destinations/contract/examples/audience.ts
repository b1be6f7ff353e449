import type { JsonObject } from '@/spec/event';
import type { Example } from '../example';

/**
 * Events in the form of Segment's audiences: `context.personas` names the audience, and a trait (or property) of that
 * name says whether the person is in it. `settings` are those of the audience at the vendor, `id` is its id there.
 */
export function audience(settings: JsonObject = {}, id = 'audience-1'): Pick<Example, 'event' | 'events'> {
  const personas: JsonObject = {
    computation_class: 'audience',
    computation_key: 'big_spenders',
    computation_id: 'aud_1',
    external_audience_id: id,
    audience_settings: settings,
  };
  const member: JsonObject = { big_spenders: true };
  const track: JsonObject = { properties: { ...member, audience_key: 'big_spenders', email: 'jane@example.com' } };
  return { event: { context: { personas } }, events: { identify: { traits: member }, track } };
}
