/** What a sender does in the texts of definitions: "Segment will hash", "Segment sets", "Segment Loads". */
const DOES =
  'will|would|does|do|can|cannot|may|must|should|has|is|sets?|uses|sends?|creates?|supports?|maps|batches|converts|hashes|signs|loads|automatically';
/** Before "Segment" these make it a thing of a vendor ("the DMP Segment will be removed"). */
const A_THING = /\b(?:an?|the|this|each|your|or|dmp|audience|pendo|desk|crm|data|source|tiktok|linkedin)\s$/i;

const RULES: [RegExp, string][] = [
  [new RegExp(`\\bSegment(?= (?:${DOES})\\b)`, 'gi'), 'Switchyard'],
  [/(?<=\b(?:for|like|allow|allows|enable|want) )Segment(?= to\b)/g, 'Switchyard'],
  [/(?<=\bensure )Segment infrastructure\b/g, 'Switchyard'],
  [/\bSegment(?=['’]s requests\b)/g, 'Switchyard'],
  [/(?<=\b[Vv]ia )Segment\b/g, 'Switchyard'],
];

/**
 * A text of a definition of Segment's packages, with "Switchyard" where "Segment" means the one that sends. Names
 * ("Segment ID"), vendors' segments, Segment's advice and links stay as they are.
 */
export function nameTheSender(text: string): string {
  return RULES.reduce(
    (done, [pattern, name]) =>
      done.replace(pattern, (found: string, at: number) =>
        found.startsWith('S') && !A_THING.test(done.slice(0, at)) ? name : found,
      ),
    text,
  );
}
