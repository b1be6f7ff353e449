import { anyText, dateText, objectOf, objectText, stringText } from './json-text';
import type { Random } from './random';

const TYPES = ['identify', 'track', 'page', 'screen', 'group', 'alias'];
const LIBRARIES = [
  ...[
    'analytics.js',
    '@segment/analytics-node',
    'analytics-ios',
    'analytics-kotlin',
    '@segment/analytics-react-native',
  ],
  ...['analytics-python', 'analytics_flutter', 'x'.repeat(300), 'analytics-ios-'.repeat(50)],
];
const MARK = /"/g;

/** The keys a run may use, and what is in a message's id so that runs do not meet. */
export interface Names {
  /** Keys of sources, by what they are for. */
  keys: readonly string[];
  /** Begins the usual messageIds. */
  prefix: string;
}

/** One event as JSON text: like one an SDK sends, with something odd in it more often than not. */
export function eventText(random: Random, names: Names): string {
  const fields: [string, string][] = [];
  const add = (key: string, value: string, oneIn = 1) => {
    if (oneIn === 1 || !random.oneIn(oneIn)) fields.push([`"${key}"`, value]);
  };
  const odd = (usual: string, oneInOdd = 25) => (random.oneIn(oneInOdd) ? anyText(random, 2) : usual);
  const type = random.pick(TYPES);
  add('type', odd(`"${type}"`, 40), 30);
  if (!random.oneIn(4)) add('messageId', messageIdText(random, names));
  add('userId', odd(stringText(random)), 4);
  add('anonymousId', odd(stringText(random)), 3);
  if (type === 'track' || random.oneIn(10)) add('event', odd(random.oneIn(20) ? CONSENT : stringText(random)), 20);
  if (type === 'group' || random.oneIn(20)) add('groupId', odd(stringText(random)), 15);
  if (type === 'alias' || random.oneIn(20)) add('previousId', odd(stringText(random)), 15);
  if (random.oneIn(3)) add('name', odd(stringText(random)));
  if (random.oneIn(4)) add('category', odd(stringText(random)));
  if (random.oneIn(2)) add(random.pick(['properties', 'traits']), odd(objectOf(random, 4)));
  if (random.oneIn(2)) add('context', contextText(random));
  if (random.oneIn(3)) add('integrations', odd(objectOf(random, 2)));
  if (!random.oneIn(3)) add(random.pick(['timestamp', 'timestamp', 'originalTimestamp']), dateText(random));
  if (random.oneIn(3)) add('sentAt', dateText(random));
  if (random.oneIn(8)) add('writeKey', writeKeyText(random, names));
  if (random.oneIn(10))
    add(random.pick(['_metadata', 'version', 'channel', 'receivedAt', 'options']), anyText(random, 3));
  if (random.oneIn(8))
    fields.push([random.pick(['"__proto__"', '"constructor"', '"toJSON"', '""']), anyText(random, 3)]);
  return objectText(random, fields);
}

const CONSENT = '"Segment Consent Preference Updated"';

/** The id is most often new; sometimes one that came before, or one that cannot be kept as it is. */
function messageIdText(random: Random, { prefix }: Names): string {
  if (random.oneIn(12)) return stringText(random);
  if (random.oneIn(30)) return anyText(random, 1);
  if (random.oneIn(30)) return `"${prefix}-${random.word(200)}"`;
  return `"${prefix}-${random.oneIn(5) ? random.below(30) : random.word(12)}"`;
}

function contextText(random: Random): string {
  if (random.oneIn(12)) return anyText(random, 3);
  const fields: [string, string][] = [];
  if (!random.oneIn(3)) {
    const library = objectText(random, [
      ['"name"', `"${random.pick(LIBRARIES).replace(MARK, '')}"`],
      ['"version"', '"1.0"'],
    ]);
    fields.push(['"library"', random.oneIn(10) ? anyText(random, 2) : library]);
  }
  if (random.oneIn(5)) fields.push(['"ip"', anyText(random, 1)]);
  if (random.oneIn(5)) fields.push(['"direct"', random.pick(['true', 'false', '1', '"true"'])]);
  if (random.oneIn(5))
    fields.push(['"device"', random.oneIn(3) ? anyText(random, 2) : `{"advertisingId":${anyText(random, 1)}}`]);
  if (random.oneIn(5)) {
    const version = objectText(random, [
      ['"version"', anyText(random, 1)],
      ['"categoryPreferences"', anyText(random, 2)],
    ]);
    fields.push(['"consent"', random.oneIn(3) ? anyText(random, 2) : version]);
  }
  if (random.oneIn(3)) fields.push(['"__proto__"', anyText(random, 2)]);
  return objectText(random, fields);
}

/** A write key: mostly one that exists, else unknown, too short or no text at all. */
export function writeKeyText(random: Random, { keys }: Names): string {
  if (random.oneIn(3)) return anyText(random, 1);
  return random.oneIn(4) ? `"${random.word(32)}"` : `"${random.pick(keys)}"`;
}

/** A whole batch as JSON text. */
export function batchText(random: Random, names: Names): string {
  const fields: [string, string][] = [];
  if (!random.oneIn(25)) fields.push(['"batch"', itemsText(random, names)]);
  if (random.oneIn(3)) fields.push(['"context"', contextText(random)]);
  if (random.oneIn(4)) fields.push(['"integrations"', random.oneIn(5) ? anyText(random, 3) : objectOf(random, 2)]);
  if (!random.oneIn(3)) fields.push(['"sentAt"', dateText(random)]);
  if (random.oneIn(4)) fields.push(['"writeKey"', writeKeyText(random, names)]);
  if (random.oneIn(20)) fields.push(['"batch"', anyText(random, 3)]);
  return objectText(random, fields);
}

function itemsText(random: Random, names: Names): string {
  if (random.oneIn(20)) return anyText(random, 3);
  if (random.oneIn(1500)) {
    const item = random.pick(['{}', '0', '{"type":"track","userId":"u","event":"e"}']);
    return `[${Array<string>(random.pick([2500, 2501, 5001, 9000]))
      .fill(item)
      .join(',')}]`;
  }
  const count = random.oneIn(30) ? random.below(200) : random.below(8);
  const item = () => (random.oneIn(20) ? anyText(random, 3) : eventText(random, names));
  return `[${Array.from({ length: count }, item).join(',')}]`;
}
