import type { EventType, SegmentEvent } from '@/spec/event';

/** A mapping's trigger, ready to ask. */
export interface RouteTrigger {
  subscriptionId: string;
  /** Name of the mapping, for a person. */
  name: string;
  /** Whether the mapping wants the event; a sentence when the trigger could not tell. */
  matches(event: SegmentEvent): boolean | { problem: string };
}

export type RouteFilterVerdict =
  | { verdict: 'pass'; event: SegmentEvent; changed: boolean }
  | { verdict: 'drop'; filterId: string; reason: 'FILTERED_BY_RULES' | 'FILTER_ERROR'; detail: string };

/** An enabled destination as fan-out sees it: plain questions about an event, made from one version of its configuration. */
export interface Route {
  destinationId: string;
  configVersion: number;
  /** What the integrations object may call it. */
  names: string[];
  /** Its code runs in web pages; our servers send it nothing. */
  inBrowser: boolean;
  supports(type: EventType): boolean;
  /** Nothing in an event but its type decides what becomes of it here, save what it says of integrations and of the page. */
  byType: boolean;
  /** Asks its filters; `asked` is told of each whether its condition held. */
  filter(event: SegmentEvent, asked?: (filterId: string, matched: boolean) => void): RouteFilterVerdict;
  /** Of the enabled mappings, in their order. */
  triggers: RouteTrigger[];
  /** Why the settings cannot work, in a sentence; null when they can. */
  settingsProblem: string | null;
}

/** The destinations of one source. */
export interface SourceRoutes {
  /** The enabled ones. */
  routes: Route[];
  /** How many others it has. */
  disabled: number;
}
