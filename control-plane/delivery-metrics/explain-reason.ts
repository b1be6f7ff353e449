import { STATUS_CODES } from 'node:http';
import { DELIVERY_REASONS, FILTER_REASONS } from '@/spec/outcome';

/** Where the cure of a problem is found. */
export type RemedyTab = 'settings' | 'mappings' | 'filters';

/** A reason code in words: what it is called, what it means, what to do, and where. */
export interface ReasonInWords {
  title: string;
  meaning: string;
  advice: string;
  tab: RemedyTab | null;
}

const RETRIED =
  'Switchyard tries again by itself, for as long as the settings of the destination say; nothing is lost meanwhile.';

const STATUS_MEANINGS: Record<string, Omit<ReasonInWords, 'title'>> = {
  '400': {
    meaning: 'The destination could not read the request.',
    advice: 'Open a sample, read what it answered, and correct the mapping.',
    tab: 'mappings',
  },
  '401': {
    meaning: 'The destination refused the credentials.',
    advice: 'Create a new key with the vendor and replace it in Settings.',
    tab: 'settings',
  },
  '403': {
    meaning: 'The destination knows the credentials but does not allow this call.',
    advice: 'Give the key the permission it lacks, or replace it in Settings.',
    tab: 'settings',
  },
  '404': {
    meaning: 'There is nothing at this address.',
    advice: 'Check the address in Mappings or Settings.',
    tab: 'mappings',
  },
  '408': { meaning: 'The destination did not answer in time.', advice: RETRIED, tab: null },
  '410': { meaning: 'What this address led to is gone.', advice: 'Check the address in Mappings.', tab: 'mappings' },
  '413': {
    meaning: 'The request was larger than the destination takes.',
    advice: 'Send fewer fields, or fewer events at a time.',
    tab: 'mappings',
  },
  '429': {
    meaning: 'The destination asks for fewer requests.',
    advice: `Switchyard waits as long as it was asked to. ${RETRIED}`,
    tab: null,
  },
  '501': {
    meaning: 'The destination does not support this type of event.',
    advice: 'Narrow the trigger of the mapping to the events it supports.',
    tab: 'mappings',
  },
};

const CODE_WORDS: Record<string, ReasonInWords> = {
  INVALID_SETTINGS: {
    title: 'Settings incomplete',
    meaning: DELIVERY_REASONS.INVALID_SETTINGS,
    advice: 'Complete the settings.',
    tab: 'settings',
  },
  MESSAGE_REJECTED: {
    title: 'Message rejected',
    meaning: DELIVERY_REASONS.MESSAGE_REJECTED,
    advice: 'Correct the mapping, map the missing field, or give it a default.',
    tab: 'mappings',
  },
  BLOCKED_ADDRESS: {
    title: 'Address not allowed',
    meaning: DELIVERY_REASONS.BLOCKED_ADDRESS,
    advice: 'Use a public address, or ask the operator to allow the network with SWITCHYARD_ALLOW_PRIVATE_NETWORKS.',
    tab: 'mappings',
  },
  ETIMEDOUT: { title: 'Timed out', meaning: DELIVERY_REASONS.ETIMEDOUT, advice: RETRIED, tab: null },
  ECONNREFUSED: {
    title: 'Connection refused',
    meaning: DELIVERY_REASONS.ECONNREFUSED,
    advice: `Check that something listens at this address and port. ${RETRIED}`,
    tab: 'mappings',
  },
  ECONNRESET: { title: 'Connection reset', meaning: DELIVERY_REASONS.ECONNRESET, advice: RETRIED, tab: null },
  ENOTFOUND: {
    title: 'Host not found',
    meaning: DELIVERY_REASONS.ENOTFOUND,
    advice: 'Check the spelling of the address.',
    tab: 'mappings',
  },
  INVALID_URL: {
    title: 'Invalid URL',
    meaning: DELIVERY_REASONS.INVALID_URL,
    advice: 'Nothing was sent. Correct the URL in the mapping; it begins with https:// or http://.',
    tab: 'mappings',
  },
  MAPPING_REMOVED: {
    title: 'Mapping removed',
    meaning: DELIVERY_REASONS.MAPPING_REMOVED,
    advice: 'Nothing to do if that was meant. Otherwise enable the mapping for the events to come.',
    tab: 'mappings',
  },
  DESTINATION_DELETED: {
    title: 'Destination deleted',
    meaning: DELIVERY_REASONS.DESTINATION_DELETED,
    advice: 'Nothing to do: nothing more is sent there.',
    tab: null,
  },
  EVENT_EXPIRED: {
    title: 'Event expired',
    meaning: DELIVERY_REASONS.EVENT_EXPIRED,
    advice: 'Nothing was sent. Keep events for longer, or find out why the destination took none for so long.',
    tab: null,
  },
  DESTINATION_DISABLED: {
    title: 'Destination disabled',
    meaning: FILTER_REASONS.DESTINATION_DISABLED,
    advice: 'Enable the destination to send to it again.',
    tab: 'settings',
  },
  INTERNAL: {
    title: 'Internal error',
    meaning: DELIVERY_REASONS.INTERNAL,
    advice: 'Please report it with a sample.',
    tab: null,
  },
  FILTERED_BY_RULES: {
    title: 'Kept back by a filter',
    meaning: FILTER_REASONS.FILTERED_BY_RULES,
    advice: 'Change or disable the filter if that was not meant.',
    tab: 'filters',
  },
  FILTERED_BY_INTEGRATIONS_OBJECT: {
    title: 'Turned off by the event',
    meaning: FILTER_REASONS.FILTERED_BY_INTEGRATIONS_OBJECT,
    advice: 'Change the integrations object where the event is sent from.',
    tab: null,
  },
  UNSUPPORTED_EVENT_TYPE: {
    title: 'Unsupported event type',
    meaning: FILTER_REASONS.UNSUPPORTED_EVENT_TYPE,
    advice: 'Nothing to do: the destination has no use for such events.',
    tab: null,
  },
  NO_MATCHING_MAPPING: {
    title: 'No matching mapping',
    meaning: FILTER_REASONS.NO_MATCHING_MAPPING,
    advice: 'Enable a mapping, or widen a trigger, if these events should be sent.',
    tab: 'mappings',
  },
  MESSAGE_SENT_CLIENT_SIDE: {
    title: 'Sent by the page',
    meaning: FILTER_REASONS.MESSAGE_SENT_CLIENT_SIDE,
    advice: 'Nothing to do: the destination runs in the browser.',
    tab: null,
  },
  NOT_SENT_CLIENT_SIDE: {
    title: 'Not from a page',
    meaning: FILTER_REASONS.NOT_SENT_CLIENT_SIDE,
    advice: 'Events of servers and apps need a destination that is sent from here.',
    tab: null,
  },
  FILTER_ERROR: {
    title: 'Filter failed',
    meaning: FILTER_REASONS.FILTER_ERROR,
    advice: 'Correct the condition of the filter.',
    tab: 'filters',
  },
};

function explainStatus(status: string): ReasonInWords {
  const name = STATUS_CODES[status];
  const title = name ? `${status} ${name}` : `Status ${status}`;
  const known = STATUS_MEANINGS[status];
  if (known) return { title, ...known };
  if (status.startsWith('5'))
    return { title, meaning: 'The destination failed on its side.', advice: RETRIED, tab: null };
  if (status.startsWith('3')) {
    return {
      title,
      meaning: 'The destination redirects elsewhere; redirects are never followed.',
      advice: 'Use the address it redirects to.',
      tab: 'mappings',
    };
  }
  return {
    title,
    meaning: 'The destination refused the request.',
    advice: 'Open a sample and read what it answered.',
    tab: 'mappings',
  };
}

/** Puts a reason code ("503", "ECONNRESET", "MESSAGE_REJECTED") into words. Unknown codes get a general explanation. */
export function explainReason(reason: string): ReasonInWords {
  if (/^\d{3}$/.test(reason)) return explainStatus(reason);
  const known = Object.hasOwn(CODE_WORDS, reason) ? CODE_WORDS[reason] : undefined;
  if (known) return known;
  const documented: Record<string, string> = { ...DELIVERY_REASONS, ...FILTER_REASONS };
  const words = reason.replaceAll('_', ' ').toLowerCase();
  return {
    title: reason === '' ? 'Unknown reason' : words.charAt(0).toUpperCase() + words.slice(1),
    meaning: (Object.hasOwn(documented, reason) && documented[reason]) || 'The delivery did not succeed.',
    advice: 'Open a sample to see the exchange.',
    tab: null,
  };
}
