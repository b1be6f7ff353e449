import { EVENT_TYPES, isEventType, type EventType, type JsonObject } from '@/spec/event';
import { startOf } from '../kit/describe-definition';
import type { ActionMetadata, DestinationMetadata } from '../kit/metadata';
import { canonicalEvent } from './canonical-events';
import { completeEvent } from './complete-event';
import { merge, type Example } from './example';
import { exampleMapping, exampleSettings, secretValue } from './example-values';

/** Compiles a trigger (FQL); the pipeline's own, handed in because the catalog does not see the pipeline. */
export type CompileTrigger = (trigger: string) => (event: JsonObject) => boolean;

/** One canonical event sent through one mapping. */
export interface ContractCase {
  /** "Order Completed: track", by preset or action and call. */
  name: string;
  actionSlug: string;
  mapping: JsonObject;
  event: JsonObject;
  /** Keys of the mapping that the example filled in or changed: a new mapping does not have them so. */
  filled: string[];
}

interface Subject {
  name: string;
  action: ActionMetadata;
  trigger: string | null;
  mapping: JsonObject;
}

const USUAL_NAMES: Record<EventType, string> = {
  identify: '',
  track: 'Signed Up',
  page: 'Games',
  screen: 'Games',
  group: '',
  alias: '',
};

/** Presets; the visible actions of a destination that has none of its own (what we suggest is made of the same actions). */
function subjects({ presets, actions }: DestinationMetadata): Subject[] {
  const started = presets.filter(({ suggested }) => !suggested);
  const found = started.flatMap(({ name, actionSlug, trigger, mapping }): Subject[] => {
    const action = actions.find(({ slug }) => slug === actionSlug);
    return action ? [{ name, action, trigger, mapping }] : [];
  });
  if (found.length > 0) return found;
  return actions
    .filter(({ hidden }) => !hidden)
    .map((action) => ({ name: action.title, action, trigger: action.defaultTrigger, mapping: {} }));
}

/** Texts in the trigger that could be names of events. */
const literals = (trigger: string) => [...trigger.matchAll(/"([^"]*)"|'([^']*)'/g)].map(([, a, b]) => a ?? b ?? '');

/** A trigger that is no FQL of ours matches nothing; the example then says what to send. */
function safely(compile: CompileTrigger, trigger: string): ReturnType<CompileTrigger> {
  try {
    return compile(trigger);
  } catch {
    return () => false;
  }
}

const SUGGESTIONS: [RegExp, EventType][] = [
  [/identify|user|profile|contact|person|subscriber/i, 'identify'],
  [/page/i, 'page'],
  [/screen/i, 'screen'],
  [/group|company|account/i, 'group'],
];
const suggestedBy = (slug: string) => SUGGESTIONS.find(([pattern]) => pattern.test(slug))?.[1] ?? 'track';

function matching({ trigger, action }: Subject, compile: CompileTrigger): JsonObject[] {
  // An action that does not say what it is for gets the call that its name suggests, a track otherwise.
  if (trigger === null) return [canonicalEvent(suggestedBy(action.slug), 'Order Completed')];
  const matches = safely(compile, trigger);
  return EVENT_TYPES.flatMap((type) => {
    const names = [USUAL_NAMES[type], ...literals(trigger).filter((text) => !isEventType(text))];
    const events = names.map((name) => canonicalEvent(type, name));
    // A negated name is in the trigger too; the usual name comes first and wins then.
    return events.filter(matches).slice(0, 1);
  });
}

function eventsOf(subject: Subject, example: Example, compile: CompileTrigger): JsonObject[] {
  const instead = example.sends?.[subject.name] ?? example.sends?.[subject.action.slug];
  const events =
    instead && isEventType(instead.type)
      ? [canonicalEvent(instead.type, instead.event ?? USUAL_NAMES[instead.type])]
      : matching(subject, compile);
  return events.map((event) => {
    const own = [event.type, event.event].map((key) => example.events?.[typeof key === 'string' ? key : '']);
    return own.reduce<JsonObject>((made, over) => merge(made, over), merge(event, example.event));
  });
}

/** Presets and actions that no canonical event reaches: their trigger matches none, and the example names none. */
export function untried(destination: DestinationMetadata, example: Example, compile: CompileTrigger): string[] {
  return subjects(destination)
    .filter((subject) => eventsOf(subject, example, compile).length === 0)
    .map(({ name }) => name);
}

/** Keys whose value is another in `after` than in `before`. */
const changedKeys = (before: JsonObject, after: JsonObject): string[] =>
  Object.keys(after).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));

/** Every case of a destination: each preset (or action) with the canonical event of each call its trigger takes. */
export function contractCases(
  destination: DestinationMetadata,
  example: Example,
  compile: CompileTrigger,
): ContractCase[] {
  const seen = new Map<string, number>();
  return subjects(destination).flatMap((subject) =>
    eventsOf(subject, example, compile).map((event) => {
      const { slug } = subject.action;
      const made = exampleMapping(subject.action, subject.mapping);
      const mapping = merge(merge(made, example.mapping), example.mappings?.[slug]);
      const complete = completeEvent(event, subject.action.fields, mapping);
      const title = `${subject.name}: ${event.type as string}`;
      const times = (seen.get(title) ?? 0) + 1;
      seen.set(title, times);
      const name = times > 1 ? `${title} (${times})` : title;
      const filled = changedKeys({ ...startOf(subject.action), ...subject.mapping }, mapping);
      return { name, actionSlug: slug, mapping, event: complete, filled };
    }),
  );
}

/** The settings that the destination's cases run with, OAuth tokens included, and which of them are secret. */
export function contractSettings(
  { type, settings: fields, authentication }: DestinationMetadata,
  example: Example,
): { settings: JsonObject; secrets: Record<string, string> } {
  const made = exampleSettings(type, fields);
  const oauth = {
    access_token: secretValue(type, 'access_token'),
    refresh_token: secretValue(type, 'refresh_token'),
  };
  const settings = merge(authentication.scheme === 'oauth2' ? { ...made, oauth } : made, example.settings);
  const secret = fields.filter((field) => field.type === 'password').map(({ key }) => key);
  const entries = secret.map((key) => [key, settings[key]] as const);
  const tokens = Object.entries(authentication.scheme === 'oauth2' ? oauth : {});
  const known = [...entries, ...tokens].filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  return { settings, secrets: Object.fromEntries(known) };
}
